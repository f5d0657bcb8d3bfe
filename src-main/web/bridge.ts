import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { faultsAtTheBridge, type ReportFault } from '../bridge-faults'
import type { Core } from '../core'
import type { OwnNames } from './own-names'
import type { SignIn } from './sign-in'

export interface BridgeParts {
  server: Server
  router: Core['router']
  names: OwnNames
  signIn: SignIn
  report: ReportFault
}

/** The contract over a WebSocket at `/bridge`, for signed-in pages of our own origin only. */
export function openBridge({ server, router, names, signIn, report }: BridgeParts): { signOut(): void; close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024, perMessageDeflate: false })
  const handler = new RPCHandler(router, { clientInterceptors: [faultsAtTheBridge(report)] })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that goes away in the middle of its handshake is no event of ours.
    socket.on('error', () => socket.destroy())
    const obstacle = obstacleFor(request, { names, signIn })
    if (obstacle) return refuse(socket, obstacle)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => report('a browser connection failed', error))
      handler.upgrade(pulled(webSocket)).catch((error: unknown) => report('a browser connection failed', error))
    })
  })

  const end = (code: number, reason: string) => {
    for (const webSocket of sockets.clients) {
      webSocket.close(code, reason)
      // A tab that sleeps does not answer the close frame; the process must not wait for it.
      setTimeout(() => webSocket.terminate(), 500).unref()
    }
  }
  return {
    /** The answer to whoever asked for it is on its way: it goes first. */
    signOut: () => void setImmediate(end, 1008, 'signed out'),
    close() {
      end(1001, 'Plugboard ends')
      sockets.close()
    },
  }
}

interface Obstacle {
  status: number
  sentence: string
}

function obstacleFor(request: IncomingMessage, { names, signIn }: Pick<BridgeParts, 'names' | 'signIn'>): Obstacle | null {
  const { host, origin, cookie } = request.headers
  if (!names.isHost(host)) return { status: 421, sentence: 'Plugboard answers only to its own loopback address.' }
  if (request.url?.split('?')[0] !== '/bridge') return { status: 404, sentence: 'The bridge is at /bridge.' }
  // Browsers send cookies along with WebSockets that foreign pages open, and no same-origin rule holds them back.
  if (!names.isOrigin(origin)) return { status: 403, sentence: 'Another site cannot use this console.' }
  if (!signIn.isSignedIn(cookie)) return { status: 401, sentence: 'Open the address that the console printed.' }
  return null
}

function refuse(socket: Duplex, { status, sentence }: Obstacle): void {
  const body = `${sentence}\n`
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/**
 * Lets a feed wait until its last event left the process: a tab that reads slowly then gets fewer, conflated patches
 * instead of a backlog in our memory.
 */
function pulled(webSocket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: webSocket.addEventListener.bind(webSocket),
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- oRPC awaits what send returns, ws declares void
    send: (data: Parameters<WebSocket['send']>[0]) =>
      // A failed send is settled by the close event that follows it, which ends every feed of this socket.
      new Promise<void>((resolve) => webSocket.send(data, () => resolve())),
  }
}
