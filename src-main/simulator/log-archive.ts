import { gzipSync } from 'node:zlib'

const BLOCK = 512

/** A small tar.gz as stations upload it: a main log and a list of settings. */
export function logArchive(identity: string): Buffer {
  const lines = Array.from({ length: 400 }, (_, line) => {
    const level = line % 97 === 13 ? 'ERROR' : line % 31 === 7 ? 'WARN ' : 'INFO '
    return `2026-03-03T08:${String(Math.floor(line / 60)).padStart(2, '0')}:${String(line % 60).padStart(2, '0')}Z ${level} ${texts[line % texts.length]} #${line}`
  })
  return gzipSync(
    Buffer.concat([
      entry('var/log/station.log', `${lines.join('\n')}\n`),
      entry('etc/identity.conf', `identity=${identity}\n`),
      Buffer.alloc(2 * BLOCK),
    ]),
  )
}

const texts = ['meter read', 'relay closed', 'pilot B to C', 'heartbeat answered', 'temperature 41 C', 'modem signal -87 dBm']

/** One file of a ustar archive (POSIX.1-1988). */
function entry(name: string, text: string): Buffer {
  const body = Buffer.from(text)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) => header.write(value.toString(8).padStart(length - 1, '0'), at)
  header.write(name, 0)
  octal(0o644, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(body.length, 124, 12)
  octal(1_772_524_800, 136, 12)
  header.write('        0', 148)
  header.write('ustar\u000000', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1')
  return Buffer.concat([header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)])
}
