import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { TransferFile } from '#contract/transfers'
import { safeFileName } from './file-name'

/** A station that sends more files than this for one job is not sending a log. */
const MOST_FILES = 100
/** Progress is told at most this often. */
const TELL_MS = 250

export class TooLargeError extends Error {
  override name = 'TooLargeError'
}

/** Where one job puts what it receives. Bytes of all its files count against one limit. */
export interface JobFolder {
  /** A stream that ends as a complete file, or as one that is kept and marked partial when it is destroyed. */
  write(name: string, via: TransferFile['via'], options?: { append?: boolean }): Writable
  /** Destroys what is on its way. */
  close(): Promise<void>
}

export function openJobFolder(parts: {
  directory: string
  limitBytes: number
  onFile: (file: TransferFile) => void
  now: () => number
}): JobFolder {
  const { directory, limitBytes, onFile, now } = parts
  mkdirSync(directory, { recursive: true })
  let usedBytes = 0
  let files = 0
  const running = new Map<Writable, Promise<void>>()
  const sizes = new Map<string, number>()

  function freeName(wanted: string): string {
    const dot = wanted.indexOf('.', 1)
    const [stem, ending] = dot < 0 ? [wanted, ''] : [wanted.slice(0, dot), wanted.slice(dot)]
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${stem}-${count}${ending}`
      if (![name, `${name}.part`].some((taken) => existsSync(join(directory, taken)))) return name
    }
  }

  return {
    write(given, via, { append = false } = {}) {
      if (++files > MOST_FILES) throw new TooLargeError(`more than ${MOST_FILES} files`)
      const wanted = safeFileName(given)
      const isGoingOn = append && sizes.has(wanted)
      const name = isGoingOn ? wanted : freeName(wanted)
      const [open, whole] = [join(directory, `${name}.part`), join(directory, name)]
      if (isGoingOn) renameSync(whole, open)
      const file = createWriteStream(open, { flags: isGoingOn ? 'a' : 'wx' })
      let bytes = isGoingOn ? (sizes.get(name) ?? 0) : 0
      let toldAt = 0
      let isTooLarge = false
      const tell = (state: TransferFile['state']) => onFile({ name, bytes, state, isTooLarge, via, at: now() })
      const closed = Promise.withResolvers<void>()

      const stream = new Writable({
        write(chunk: Buffer, _encoding, done) {
          if (usedBytes + chunk.length > limitBytes) {
            isTooLarge = true
            return done(new TooLargeError(`larger than ${limitBytes} bytes`))
          }
          usedBytes += chunk.length
          bytes += chunk.length
          const at = Date.now()
          if (at - toldAt >= TELL_MS) {
            toldAt = at
            tell('receiving')
          }
          file.write(chunk, done)
        },
        final: (done) => void file.end(done),
        destroy(error, done) {
          file.end(() => {
            renameSync(open, whole)
            sizes.set(name, bytes)
            tell(stream.writableFinished ? 'complete' : 'partial')
            closed.resolve()
            done(error)
          })
        },
      })
      file.on('error', (error) => stream.destroy(error))
      // Whoever writes hears of it; without a listener of its own it would end the process.
      stream.on('error', () => undefined)
      running.set(stream, closed.promise)
      void closed.promise.then(() => running.delete(stream))
      return stream
    },
    async close() {
      const all = [...running]
      for (const [stream] of all) stream.destroy()
      await Promise.all(all.map(([, closed]) => closed))
    },
  }
}
