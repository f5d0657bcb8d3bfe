import type { Server, Socket } from 'node:net'

/** A port that nobody speaks on is closed after this; a handshake is a few hundred bytes. */
const SILENCE_MS = 15_000
/** Sockets of one address that have not said anything yet; a depot behind one router comes back at once. */
const MOST_WAITING = 2_000

export interface Arrivals {
  /** The first bytes of a socket. True: it was dealt with, nobody else is to see it. */
  first(socket: Socket, bytes: Buffer): boolean
  /** A socket that closed without a byte. */
  silent(socket: Socket, openMs: number): void
  /** An address holds too many sockets open that say nothing; this one was cut. */
  flooded(socket: Socket): void
  /** The peer, also after the socket failed. */
  addressOf(socket: Socket): string
}

/**
 * Looks at the first bytes of each socket before the server does, and notices those that never send any. The bytes are
 * put back, so the server behind it reads them as if they had just come.
 */
export function watchArrivals(server: Server, { first, silent, flooded, addressOf }: Arrivals): void {
  // What http and https attach to their own event; Node gives no hook between a connection and its first byte.
  const serve = server.listeners('connection') as ((socket: Socket) => void)[]
  server.removeAllListeners('connection')
  const waiting = new Map<string, number>()

  server.on('connection', (socket: Socket) => {
    const address = addressOf(socket)
    const openedAt = performance.now()
    const count = waiting.get(address) ?? 0
    if (count >= MOST_WAITING) {
      flooded(socket)
      socket.destroy()
      return
    }
    waiting.set(address, count + 1)
    let isWaiting = true
    const done = (): void => {
      if (!isWaiting) return
      isWaiting = false
      const left = (waiting.get(address) ?? 1) - 1
      if (left > 0) waiting.set(address, left)
      else waiting.delete(address)
      socket.off('error', ignore)
      socket.off('end', hangUp)
      socket.setTimeout(0)
      socket.off('timeout', cut)
    }
    // Until the server listens to it, an error of the socket has nobody else; its close follows.
    const ignore = (): void => undefined
    const cut = (): void => void socket.destroy()
    const hangUp = (): void => void socket.end()
    socket.on('error', ignore)
    socket.once('end', hangUp)
    socket.setTimeout(SILENCE_MS)
    socket.once('timeout', cut)
    socket.once('close', () => {
      done()
      if (socket.bytesRead === 0) silent(socket, performance.now() - openedAt)
    })
    socket.once('data', (bytes: Buffer) => {
      done()
      socket.pause()
      if (first(socket, bytes)) return
      socket.unshift(bytes)
      for (const listener of serve) listener.call(server, socket)
      process.nextTick(() => socket.resume())
    })
  })
}
