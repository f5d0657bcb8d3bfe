import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCServer } from 'ocpp-rpc'
import type { RpcClient } from './connection'
import { StationSocket } from './station-socket'

export interface Upgrade {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
  /** As the station spelled it; false: none is named in the answer. */
  subprotocol: string | false
  /** Called before the first frame is read. */
  opened(client: RpcClient, socket: StationSocket): void
}

export interface RpcServerOptions {
  callTimeoutMs: number
  maxFrameBytes: number
  onBug(error: unknown): void
}

/** ocpp-rpc behind listeners of our own. Gives the function that finishes a handshake; it never rejects a station. */
export function rpcServer({
  callTimeoutMs,
  maxFrameBytes,
  onBug,
}: RpcServerOptions): (upgrade: Upgrade) => Promise<void> {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>()
  const server = new RPCServer({
    callTimeoutMs,
    // One outstanding CALL per direction (quirk F10).
    callConcurrency: 1,
    // Its pings end connections for a missing pong (quirk C09).
    pingIntervalMs: 0,
    wssOptions: {
      WebSocket: StationSocket,
      maxPayload: maxFrameBytes,
      // Whatever a station sends as text is read; ws would cut a connection for one wrong byte.
      skipUTF8Validation: true,
      clientTracking: false,
      // Without takeover no zlib context stays in memory between frames.
      perMessageDeflate: {
        threshold: 1024,
        serverNoContextTakeover: true,
        clientNoContextTakeover: true,
        zlibDeflateOptions: { level: 3, memLevel: 7 },
      },
    },
  })
  server.on('error', onBug)
  server.auth((accept, reject, { request }) => {
    const upgrade = upgrades.get(request)
    if (upgrade === undefined) reject(500, 'Not decided')
    else accept({}, upgrade.subprotocol)
  })
  server.on('client', (client: RpcClient & { handshake: { request: IncomingMessage } }) => {
    // ocpp-rpc keeps the socket to itself; it is the one that `wssOptions.WebSocket` made.
    const { _ws: socket } = client as unknown as { _ws: StationSocket }
    upgrades.get(client.handshake.request)?.opened(client, socket)
  })

  return async (upgrade) => {
    upgrades.set(upgrade.request, upgrade)
    // The socket of a server is a net or TLS socket; the event's type only says Duplex.
    const socket = upgrade.socket as Parameters<typeof server.handleUpgrade>[1]
    await server.handleUpgrade(upgrade.request, socket, upgrade.head)
  }
}
