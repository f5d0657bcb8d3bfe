import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Server as TlsServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Duplex } from 'node:stream'
import type { TlsFacts } from '#contract/handshakes'
import type { ListenerKind } from '#contract/security'
import { watchArrivals } from './arrivals'
import type { FailedHandshakes } from './failed-handshakes'
import type { Visit } from './handshake'
import { answerRequest, diagnoseFirst, diagnoseRequest, diagnoseSocket, type Diagnosis } from './misdirected'
import { requestText, withoutSecrets } from './request-text'
import type { ScanWatch } from './scan-watch'
import { nothingKnown, type StationHost } from './station-host'
import { identityOf } from './station-url'
import { certificateFacts, diagnoseTls } from './tls-diagnosis'
import { readHello, type TlsHello } from './tls-hello'
import { certificateOf, renewTls, type TlsSettings, tlsServer } from './tls-listener'

export interface Listener {
  host: string
  /** 0: any free one. */
  port: number
  /** Missing: without TLS. */
  tls?: TlsSettings
  /** Missing: plain or TLS, whichever it is. */
  kind?: ListenerKind
}

export interface OpenListener {
  readonly kind: ListenerKind
  readonly port: number
  /** New certificates for connections that come from now on. Nothing without TLS. */
  renew(tls: TlsSettings): void
  /** Stops listening at once; cuts what is left of its sockets when `drained` has settled. */
  close(drained: Promise<unknown>): Promise<void>
}

export interface ListenerOptions {
  listener: Listener
  host: StationHost
  failures: FailedHandshakes
  scans: ScanWatch
  now: () => number
  /** A connection that this program made itself, to see whether the port answers. */
  isOwn(address: string, port: number): boolean
  upgrade(visit: Visit, head: Buffer): void
}

/** One port, and a diagnosis for everything that reaches it and is no WebSocket handshake. */
export async function openListener({ listener, host, failures, scans, now, isOwn, upgrade }: ListenerOptions): Promise<OpenListener> {
  // A handshake is a few hundred bytes; whoever takes longer holds a socket for nothing.
  const options = { headersTimeout: 15_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000, noDelay: true }
  const { tls } = listener
  let shown = tls
  const secure = tls !== undefined
  const kind = listener.kind ?? (tls === undefined ? 'plain' : 'tls')
  const server: Server = tls === undefined ? createServer(options) : tlsServer(kind, tls, options)

  // A socket that failed no longer knows its peer.
  const peers = new WeakMap<Duplex, Peer>()
  // Node's own list leaves out sockets in a TLS handshake; one of them would hold up the end for 15 s.
  const sockets = new Set<Socket>()
  const peerOf = (socket: Duplex): Peer => {
    // In an unfinished handshake only the socket below knows the peer and its bytes; Node keeps it to itself.
    const below = (socket as { _parent?: Socket })._parent
    const known = peers.get(socket) ?? (below && peers.get(below))
    if (known) return known
    const { remoteAddress, remotePort = 0, localAddress } = (below ?? socket) as Socket
    const peer: Peer = {
      address: plainAddress(remoteAddress),
      remotePort,
      localAddress: plainAddress(localAddress),
      first: null,
      hello: null,
      isEncrypted: false,
      isTold: false,
    }
    peers.set(socket, peer)
    return peer
  }
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    peerOf(socket)
  })
  // A TLS socket is here once its handshake is done.
  server.on('secureConnection', (socket: TLSSocket) => {
    const peer = peerOf(socket)
    peer.isEncrypted = true
    peers.set(socket, peer)
  })

  const portOf = (): number => (server.address() as AddressInfo | null)?.port ?? listener.port
  const tlsFacts = ({ hello }: Peer, socket: Partial<TLSSocket>, alert: string | null = null): TlsFacts => ({
    serverName: hello?.serverName ?? null,
    offered: hello?.offered ?? [],
    protocol: socket.getProtocol?.() ?? null,
    cipher: socket.getCipher?.()?.standardName ?? null,
    alert,
    certificate: shown === undefined ? null : certificateFacts(Array.isArray(shown.cert) ? (shown.cert[0] ?? '') : shown.cert),
  })

  function tell(peer: Peer, diagnosis: Diagnosis, request: IncomingMessage | null): boolean {
    peer.isTold = true
    const { outcome, detail, identity = null, evidence = {} } = diagnosis
    const limited = !harmless.has(outcome) && failures.isLimited(peer.address, identity)
    if (!harmless.has(outcome)) failures.failed(peer.address, null)
    host.handshake({
      remoteAddress: peer.address,
      ...(limited ? { identity: null, outcome: 'rate-limited', detail: 'too many failed attempts from this address' } : { identity, outcome, detail }),
      port: portOf(),
      secure,
      notes: [],
      evidence: { ...nothingKnown, ...evidence },
      request: request === null ? null : requestText(request),
    })
    return limited
  }

  watchArrivals(server, {
    addressOf: (socket) => peerOf(socket).address,
    first(socket, bytes) {
      const peer = peerOf(socket)
      peer.first = bytes
      peer.hello = readHello(bytes)
      const diagnosis = diagnoseFirst(bytes, { hello: peer.hello, secure })
      if (diagnosis === null) return false
      tell(peer, diagnosis, null)
      socket.end(diagnosis.farewell ?? '')
      socket.resume()
      // A peer that never closes its side must not keep the socket.
      socket.setTimeout(2_000, () => socket.destroy())
      return true
    },
    silent(socket, openMs) {
      const peer = peerOf(socket)
      if (isOwn(peer.address, peer.remotePort)) return
      const ports = scans.silent(peer.address, portOf())
      const open = `open for ${(openMs / 1000).toFixed(openMs < 10_000 ? 1 : 0)} s`
      if (ports.length < 2) tell(peer, { outcome: 'silent', detail: `no byte came, ${open}` }, null)
      else tell(peer, { outcome: 'port-scan', detail: `ports ${ports.join(', ')} were opened within a minute, no byte came` }, null)
    },
    flooded: (socket) =>
      void tell(peerOf(socket), { outcome: 'silent', detail: 'too many open connections of this address that say nothing' }, null),
  })

  const opened: OpenListener = {
    kind,
    get port() {
      return portOf()
    },
    renew(renewed) {
      // With TLS it was made by `tlsServer`.
      if (tls === undefined) return
      renewTls(server as TlsServer, kind, renewed)
      shown = renewed
    },
    async close(drained) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await drained
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }

  server.on('upgrade', (request, socket, head) => {
    const peer = peerOf(socket)
    peer.isTold = true
    const facts = secure ? tlsFacts(peer, socket as Partial<TLSSocket>) : null
    const { address: remoteAddress, localAddress } = peer
    const certificate = kind === 'mutual' ? certificateOf(socket) : null
    upgrade({ request, socket, remoteAddress, localAddress, secure, port: portOf(), tls: facts, listener: kind, certificate }, head)
  })
  server.on('request', (request, response) => {
    const diagnosis = diagnoseRequest(request)
    const peer = peerOf(request.socket)
    const evidence = { ...diagnosis.evidence, path: withoutSecrets(request.url ?? ''), tls: secure ? tlsFacts(peer, request.socket as Partial<TLSSocket>) : null }
    const limited = tell(peer, { ...diagnosis, identity: identityOf(request.url), evidence }, request)
    request.resume()
    answerRequest(response, limited ? 'rate-limited' : diagnosis.outcome)
  })
  // Failures of TLS come here too.
  server.on('clientError', (error, socket) => {
    const peer = peerOf(socket)
    const diagnosis = peer.isTold ? null : diagnoseSocket(error, { first: peer.first, secure, isEncrypted: peer.isEncrypted })
    if (diagnosis !== null && 'reason' in diagnosis) {
      // The socket is asked nothing: what is left of it may be gone.
      const facts = tlsFacts(peer, {}, diagnosis.reason)
      const outcome = diagnoseTls({ ...diagnosis, hello: peer.hello, certificate: facts.certificate, localAddress: peer.localAddress, now: now() })
      const detail = diagnosis.reason ?? 'the station broke the TLS handshake off without an alert'
      tell(peer, { outcome, detail, evidence: { arrived: 'tls', tls: facts } }, null)
    } else if (diagnosis !== null) tell(peer, diagnosis, null)
    socket.destroy()
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: listener.port, host: listener.host, backlog: 1024 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return opened
}

interface Peer {
  address: string
  remotePort: number
  /** Of ours, as the peer reached it. */
  localAddress: string
  first: Buffer | null
  hello: TlsHello | null
  /** The TLS handshake is done. */
  isEncrypted: boolean
  /** There is a line about it; what else breaks on its socket is a consequence. */
  isTold: boolean
}

/** Cost nothing, and a monitor that only looks whether the port is open must not hold stations of its address off. */
const harmless: ReadonlySet<Diagnosis['outcome']> = new Set(['silent', 'port-scan'])

/** IPv4 over a socket of IPv6 is written as IPv4. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/, '')
}
