import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

interface FtpUpload {
  url: URL
  file: string
  data: Buffer
  isPartial: boolean
}

/** As much FTP as a station needs for one passive upload. @throws when the server refuses, or when it was to break off */
export async function uploadByFtp({ url, file, data, isPartial }: FtpUpload): Promise<void> {
  const control = await open(url.hostname, Number(url.port || 21))
  const replies = createInterface({ input: control })[Symbol.asyncIterator]()
  const reply = async (...wanted: string[]): Promise<string> => {
    for (;;) {
      const { value, done } = await replies.next()
      if (done) throw new Error('the server hung up')
      // "220-" goes on, "220 " is the last line.
      if (!/^\d{3} /.test(value)) continue
      if (wanted.length > 0 && !wanted.some((digit) => value.startsWith(digit))) throw new Error(value)
      return value
    }
  }
  const say = (line: string, ...wanted: string[]) => {
    control.write(`${line}\r\n`)
    return reply(...wanted)
  }
  try {
    await reply('2')
    await say(`USER ${decodeURIComponent(url.username)}`, '3', '2')
    await say(`PASS ${decodeURIComponent(url.password)}`, '2')
    await say('TYPE I', '2')
    const line = await deadline(connectPassive(await say('PASV', '2')))
    const stored = say(`STOR ${file}`, '1')
    await stored
    if (isPartial) {
      await new Promise((resolve) => line.write(data, resolve))
      await new Promise((resolve) => setTimeout(resolve, 30))
      line.resetAndDestroy()
      throw new Error('broken off')
    }
    line.end(data)
    await reply('2')
    await say('QUIT')
  } finally {
    control.destroy()
  }
}

async function open(host: string, port: number): Promise<Socket> {
  const socket = connect(port, host)
  socket.setTimeout(60_000, () => socket.destroy(new Error('no answer')))
  await once(socket, 'connect')
  // What is wrong shows at the next read.
  socket.on('error', () => undefined)
  return socket
}

function connectPassive(reply: string): Promise<Socket> {
  const numbers = /(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)/.exec(reply)?.slice(1).map(Number)
  if (!numbers) throw new Error(`no passive address in: ${reply}`)
  const [a, b, c, d, high = 0, low = 0] = numbers
  return open(`${a}.${b}.${c}.${d}`, high * 256 + low)
}

async function deadline<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no data connection')), 10_000).unref()),
  ])
}
