import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveEntry, ArchiveListing, ArchiveMatch, EntryText } from '#contract/transfers'
import type { FileDoors } from '../app/transfer-ports'
import { type Contents, openArchive } from './archive'
import { safeFileName } from './file-name'

/** Shown of one entry, and searched in one archive. */
const MOST_TEXT_BYTES = 2 * 1024 * 1024
const MOST_MATCHES = 500
const LONGEST_LINE = 500

/** Reads what was received: never more of it than a window can bear. */
export function receivedFiles(folderOf: (job: number) => string): FileDoors['received'] {
  // The name comes from a window, which is not trusted: it may only name what the store itself would have named.
  const pathOf = (job: number, file: string) => join(folderOf(job), safeFileName(file))
  let last: { path: string; contents: Promise<Contents> } | null = null

  /** The archive that is looked at is opened again and again; the last one is kept. */
  async function contentsOf(job: number, file: string): Promise<Contents> {
    const path = pathOf(job, file)
    const { mtimeMs } = await stat(path)
    const key = `${path} ${mtimeMs}`
    if (last?.path !== key) last = { path: key, contents: openArchive(path, safeFileName(file)) }
    return last.contents
  }

  return {
    async list(job, file): Promise<ArchiveListing> {
      const { format, entries, isCut } = await contentsOf(job, file)
      return { format, isCut, entries: entries.map(({ name, data }): ArchiveEntry => ({ name, bytes: data.length })) }
    },
    async text(job, file, name): Promise<EntryText> {
      const entry = (await contentsOf(job, file)).entries.find((one) => one.name === name)
      if (!entry) return { text: '', isBinary: false, isCut: false }
      const isBinary = looksBinary(entry.data)
      const shown = entry.data.subarray(0, isBinary ? 4096 : MOST_TEXT_BYTES)
      const text = isBinary ? hexDump(shown) : decode(shown)
      return { text, isBinary, isCut: shown.length < entry.data.length }
    },
    async search(job, file, words): Promise<ArchiveMatch[]> {
      const wanted = words.toLowerCase()
      const matches: ArchiveMatch[] = []
      for (const { name, data } of (await contentsOf(job, file)).entries) {
        if (looksBinary(data)) continue
        for (const [index, line] of decode(data).split('\n').entries()) {
          if (!line.toLowerCase().includes(wanted)) continue
          matches.push({ entry: name, line: index + 1, text: line.slice(0, LONGEST_LINE) })
          if (matches.length >= MOST_MATCHES) return matches
        }
      }
      return matches
    },
    async chunk(job, file, offset, bytes) {
      try {
        await using handle = await open(pathOf(job, file))
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset)
        return buffer.subarray(0, bytesRead)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
  }
}

const decode = (data: Uint8Array) => new TextDecoder('utf-8').decode(data)

/** A NUL within the first bytes, as every tool tells text from the rest. */
const looksBinary = (data: Uint8Array) => data.subarray(0, 8000).includes(0)

function hexDump(data: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < data.length; at += 16) {
    const row = [...data.subarray(at, at + 16)]
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${text}`)
  }
  return lines.join('\n')
}
