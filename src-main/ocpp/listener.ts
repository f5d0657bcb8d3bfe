import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FailedHandshakes } from './failed-handshakes'
import type { Visit } from './handshake'
import { answerRequest, diagnoseRequest, diagnoseSocket, type Diagnosis } from './misdirected'
import { requestText } from './request-text'
import type { StationHost } from './station-host'
import { identityOf } from './station-url'

export interface Listener {
  host: string
  /** 0: any free one. */
  port: number
  /** PEM. Missing: without TLS. */
  tls?: { cert: string | Buffer; key: string | Buffer }
}

export interface OpenListener {
  readonly port: number
  /** Stops listening at once; cuts what is left of its sockets when `drained` has settled. */
  close(drained: Promise<unknown>): Promise<void>
}

export interface ListenerOptions {
  listener: Listener
  host: StationHost
  failures: FailedHandshakes
  upgrade(visit: Visit, head: Buffer): void
}

/** One port, and a diagnosis for everything that reaches it and is no WebSocket handshake. */
export async function openListener({ listener, host, failures, upgrade }: ListenerOptions): Promise<OpenListener> {
  // A handshake is a few hundred bytes; whoever takes longer holds a socket for nothing.
  const options = { headersTimeout: 15_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000, noDelay: true }
  const { tls } = listener
  const server: Server =
    tls === undefined
      ? createServer(options)
      : createTlsServer({ ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: 15_000 })

  // A socket that failed no longer knows its peer. A TLS socket is here once its handshake is done.
  const addresses = new WeakMap<Duplex, string>()
  const remember = (socket: Socket): void => {
    addresses.set(socket, plainAddress(socket.remoteAddress))
  }
  // Node's own list leaves out sockets in a TLS handshake; one of them would hold up the end for 15 s.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    remember(socket)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', remember)

  function report(remoteAddress: string, diagnosis: Diagnosis, request: IncomingMessage | null): boolean {
    const identity = request === null ? null : identityOf(request.url)
    const { limited, first } = failures.isLimited(remoteAddress, identity)
    failures.failed(remoteAddress, null)
    const text = request === null ? null : requestText(request)
    if (!limited) host.handshake({ remoteAddress, identity, ...diagnosis, request: text })
    else if (first) {
      const detail = 'too many failed handshakes from this address'
      host.handshake({ remoteAddress, identity, outcome: 'rate-limited', detail, request: text })
    }
    return limited
  }

  const addressOf = (socket: Duplex): string => addresses.get(socket) ?? plainAddress((socket as Socket).remoteAddress)
  const opened: OpenListener = {
    get port() {
      return (server.address() as AddressInfo).port
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
    const localAddress = plainAddress((socket as Socket).localAddress)
    upgrade({ request, socket, remoteAddress: addressOf(socket), localAddress, secure: tls !== undefined }, head)
  })
  server.on('request', (request, response) => {
    const diagnosis = diagnoseRequest(request)
    const limited = report(addressOf(request.socket), diagnosis, request)
    request.resume()
    answerRequest(response, limited ? 'rate-limited' : diagnosis.outcome)
  })
  // Failures of TLS come here too.
  server.on('clientError', (error, socket) => {
    // In an unfinished handshake only the socket below knows the peer and its bytes; Node keeps it to itself. Without
    // it a station that hangs up in the handshake would leave no line; nothing else depends on it.
    const below = addresses.has(socket) ? undefined : (socket as { _parent?: Socket })._parent
    const diagnosis = diagnoseSocket(error, (below?.bytesRead ?? 0) > 0)
    if (diagnosis !== null) report(addressOf(below ?? socket), diagnosis, null)
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

/** IPv4 over a socket of IPv6 is written as IPv4. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/, '')
}
