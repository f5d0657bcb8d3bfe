import { afterEach } from 'vitest'
import type { TokenVerdict, Verdict } from '../../domain/station-message'
import { type Endpoint, type EndpointLimits, type EndpointOptions, openEndpoint } from '../endpoint'
import type {
  Frame,
  HandshakeReport,
  Knock,
  KnockAnswer,
  ReceivedCall,
  StationConnection,
  StationHost,
} from '../station-host'

/** A host that remembers what it was told. It admits everyone, and answers as a friendly central system. */
export interface HostSide extends StationHost {
  knocks: Knock[]
  handshakes: HandshakeReport[]
  connections: StationConnection[]
  calls: ReceivedCall[]
  frames: Frame[]
  disconnects: { station: string; code: number; reason: string }[]
  lives: number
}

export const now = Date.UTC(2026, 0, 1, 10)

export function hostSide(overrides: Partial<StationHost> = {}): HostSide {
  let transactions = 0
  const host: HostSide = {
    knocks: [],
    handshakes: [],
    connections: [],
    calls: [],
    frames: [],
    disconnects: [],
    lives: 0,
    knock(knock): Promise<KnockAnswer> {
      host.knocks.push(knock)
      return Promise.resolve({ admit: true, identity: knock.identity, authenticated: false, assumeProtocol: false })
    },
    handshake: (report) => void host.handshakes.push(report),
    connected: (connection) => void host.connections.push(connection),
    receive(_connection, call): Promise<Verdict> {
      host.calls.push(call)
      return Promise.resolve(verdictOn(call.message.kind, () => ++transactions))
    },
    isRefused: () => false,
    frame: (frame) => void host.frames.push(frame),
    alive: () => void host.lives++,
    disconnected: ({ station }, close) => void host.disconnects.push({ station, ...close }),
  }
  return Object.assign(host, overrides)
}

const accepted: TokenVerdict = { standing: 'accepted', group: null, expiresAt: null }

function verdictOn(kind: ReceivedCall['message']['kind'], nextTransaction: () => number): Verdict {
  switch (kind) {
    case 'boot':
      return { kind: 'boot', registration: 'accepted', intervalS: 300, now }
    case 'heartbeat':
      return { kind: 'heartbeat', now }
    case 'authorize':
      return { kind: 'authorization', token: accepted }
    case 'transaction':
      return { kind: 'transaction', transactionId: nextTransaction(), token: accepted }
    case 'data-transfer':
      return { kind: 'data-transfer', status: 'unknown-vendor' }
    default:
      return { kind: 'acknowledged' }
  }
}

const opened: Endpoint[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()))
})

/** An endpoint on a free port, closed after the test. A bug fails the test that waits for the answer. */
export async function openTestEndpoint(
  host: StationHost,
  limits: Partial<EndpointLimits> = {},
  options: Partial<EndpointOptions> = {},
): Promise<{ endpoint: Endpoint; port: number; url: string; bugs: unknown[] }> {
  const bugs: unknown[] = []
  const endpoint = await openEndpoint({
    host,
    listeners: [{ host: '127.0.0.1', port: 0 }],
    clock: { now: () => now },
    limits: { shutdownGraceMs: 500, closeGraceMs: 500, ...limits },
    onBug: (error) => bugs.push(error),
    ...options,
  })
  opened.push(endpoint)
  const port = endpoint.ports[0] ?? 0
  return { endpoint, port, url: `ws://127.0.0.1:${port}`, bugs }
}
