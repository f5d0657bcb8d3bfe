import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCServer } from 'ocpp-rpc'
import { Connection, type RpcClient } from './connection'
import { type FailureLimit, failedHandshakes } from './failed-handshakes'
import { type Admission, decide } from './handshake'
import { refuse } from './http-refusal'
import { type Listener, type OpenListener, openListener } from './listener'
import type { StationHost } from './station-host'
import { StationSocket } from './station-socket'

export interface EndpointLimits {
  maxFrameBytes: number
  callTimeoutMs: number
  /** 0: no pings. */
  pingMs: number
  idleMs: number
  /** How long a close waits for the station. */
  closeGraceMs: number
  /** How long the end of the endpoint waits for answers that are still due. */
  shutdownGraceMs: number
  failedHandshakes: FailureLimit
}

const defaultLimits: EndpointLimits = {
  maxFrameBytes: 4 * 1024 * 1024,
  callTimeoutMs: 30_000,
  pingMs: 30_000,
  idleMs: 180_000,
  closeGraceMs: 2_000,
  shutdownGraceMs: 3_000,
  failedHandshakes: { failures: 20, windowMs: 60_000 },
}
const largestFrameBytes = 32 * 1024 * 1024

export interface EndpointOptions {
  host: StationHost
  listeners: Listener[]
  clock: { now(): number }
  limits?: Partial<EndpointLimits>
  /** Called with what is a bug, here or in the host; the station has its answer already. */
  onBug(error: unknown): void
}

export interface Endpoint {
  /** In the order of the listeners. */
  readonly ports: number[]
  /** Stops listening, answers what is pending, closes every connection with 1001. */
  close(): Promise<void>
}

/**
 * Listens for stations. Plain and TLS listeners may run side by side, all versions of OCPP on each.
 * @throws the error of the system, with its `code`, when a port is in use or may not be opened
 */
export async function openEndpoint({ host, listeners, clock, limits, onBug }: EndpointOptions): Promise<Endpoint> {
  const { maxFrameBytes, shutdownGraceMs, ...limit } = { ...defaultLimits, ...limits }
  const now = (): number => clock.now()
  const failures = failedHandshakes(limit.failedHandshakes, now)
  const connections = new Set<Connection>()
  const admissions = new WeakMap<IncomingMessage, Admission & { remoteAddress: string; secure: boolean }>()
  const deciding = new Set<Duplex>()
  let isClosing = false

  const rpc = new RPCServer({
    callTimeoutMs: limit.callTimeoutMs,
    callConcurrency: 1,
    pingIntervalMs: 0,
    wssOptions: {
      WebSocket: StationSocket,
      maxPayload: Math.min(maxFrameBytes, largestFrameBytes),
      // Whatever a station sends as text is read; ws would cut a connection for one wrong byte.
      skipUTF8Validation: true,
      clientTracking: false,
      // Without takeover no zlib context stays in memory between frames, 300 kB per station otherwise.
      perMessageDeflate: {
        threshold: 1024,
        serverNoContextTakeover: true,
        clientNoContextTakeover: true,
        zlibDeflateOptions: { level: 3, memLevel: 7 },
      },
    },
  })

  rpc.on('error', onBug)
  rpc.auth((accept, reject, { request }) => {
    const admission = admissions.get(request)
    if (admission === undefined) reject(500, 'Not decided')
    else accept({}, admission.kind === 'serve' ? admission.spelling : false)
  })

  rpc.on('client', (client: RpcClient & { handshake: { request: IncomingMessage } }) => {
    const admission = admissions.get(client.handshake.request)
    // ocpp-rpc keeps the socket to itself; it is the one that `wssOptions.WebSocket` made.
    const socket = (client as unknown as { _ws: StationSocket })._ws
    if (admission === undefined || admission.kind === 'dismiss') {
      socket.close(1002, admission?.outcome ?? '')
      setTimeout(() => socket.terminate(), limit.closeGraceMs).unref()
      return
    }
    const { identity, dialect, authenticated, remoteAddress, secure, spelling, report, idleLimitMs } = admission
    const id = `${now().toString(36)}-${randomBytes(4).toString('hex')}`
    const idleMs = Math.max(limit.idleMs, idleLimitMs ?? 0)
    const connection = new Connection({
      ...limit, idleMs, id, station: identity, dialect, authenticated, remoteAddress, secure, host, client, socket, now, onBug,
    })
    connections.add(connection)
    void connection.closed.then(() => connections.delete(connection))
    report('accepted', spelling === false ? `no subprotocol, ${dialect.name} assumed` : dialect.name)
    host.connected(connection)
  })

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, from: OpenListener): Promise<void> {
    const remoteAddress = from.addressOf(socket)
    // Until ocpp-rpc listens to it, an error of the socket has nobody else.
    const ignore = (): void => undefined
    socket.on('error', ignore)
    if (isClosing) {
      refuse(socket, null)
      return
    }
    deciding.add(socket)
    try {
      const admission = await decide({ host, failures }, { request, socket, remoteAddress, secure: from.secure })
      if (admission === null) return
      admissions.set(request, { ...admission, remoteAddress, secure: from.secure })
      // The socket of a server is a net or TLS socket; the event's type only says Duplex.
      await rpc.handleUpgrade(request, socket as Parameters<typeof rpc.handleUpgrade>[1], head)
      admission.report('bad-websocket-request', 'the connection ended during the handshake')
      socket.off('error', ignore)
    } catch (error) {
      onBug(error)
      refuse(socket, null)
    } finally {
      deciding.delete(socket)
    }
  }

  const open: OpenListener[] = []
  const closeListeners = async (drained: Promise<unknown>): Promise<void> => {
    await Promise.all(open.map((listener) => listener.close(drained)))
  }
  for (const listener of listeners) {
    try {
      open.push(await openListener({ listener, host, failures, upgrade: (...args) => void upgrade(...args) }))
    } catch (error) {
      await closeListeners(Promise.resolve())
      throw error
    }
  }

  return {
    ports: open.map(({ port }) => port),
    async close() {
      isClosing = true
      for (const socket of deciding) socket.destroy()
      const ended = [...connections].map((connection) =>
        connection.end({ code: 1001, reason: 'Plugboard is closing', graceMs: shutdownGraceMs }),
      )
      await closeListeners(Promise.all(ended))
    },
  }
}
