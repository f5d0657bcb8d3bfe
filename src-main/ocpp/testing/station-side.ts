import { connect } from 'node:net'
import { WebSocket, type ClientOptions } from 'ws'

/** A bare station: frames as text, nothing repaired, nothing checked. */
export interface StationSide {
  socket: WebSocket
  received: string[]
  send(text: string | Buffer): void
  /** The next frame that was not taken yet. */
  next(): Promise<string>
  closed: Promise<{ code: number; reason: string }>
}

export async function connectStation(
  url: string,
  protocols: string | string[] = 'ocpp1.6',
  options: ClientOptions = {},
): Promise<StationSide> {
  const socket = new WebSocket(url, protocols, options)
  const received: string[] = []
  const waiting: ((text: string) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    const taker = waiting.shift()
    if (taker === undefined) received.push(text)
    else taker(text)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  return {
    socket,
    received,
    closed,
    send: (text) => socket.send(text),
    next() {
      const text = received.shift()
      return text === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(text)
    },
  }
}

/** Sends bytes and gives back everything that came until the peer closed or `untilMs` passed in silence. */
export async function exchange(port: number, bytes: string | Buffer, quietMs = 300): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  return new Promise((resolve) => {
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.setTimeout(quietMs, () => socket.destroy())
    socket.on('close', () => resolve(answer))
    socket.write(bytes)
  })
}

/** A handshake as text, each header replaceable; undefined leaves it out. */
export function handshakeText(target: string, headers: Record<string, string | undefined> = {}): string {
  const all: Record<string, string | undefined> = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': 'ocpp1.6',
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return `GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}
