import { stat } from 'node:fs/promises'
import type { ArchiveEntry, ArchiveListing, ArchiveMatch, EntryText } from '#contract/transfers'
import { type Contents, openArchive } from './archive.ts'

/**
 * Opens, shows and searches received archives on a thread of its own: up to 64 MiB are unpacked and walked over, and no
 * charger waits for that. Its imports carry their file endings: tests run it unbundled.
 */

/** Shown of one entry, and searched in one archive. */
const MOST_TEXT_BYTES = 2 * 1024 * 1024
const MOST_MATCHES = 500
const LONGEST_LINE = 500

let last: { key: string; contents: Promise<Contents> } | null = null

/** The archive that is looked at is opened again and again; the last one is kept. */
async function contentsOf({ path, name }: ArchiveFile): Promise<Contents> {
  const { mtimeMs } = await stat(path)
  const key = `${path} ${mtimeMs}`
  if (last?.key !== key) last = { key, contents: openArchive(path, name) }
  return last.contents
}

export interface ArchiveFile {
  path: string
  name: string
}

const reads = {
  async list(file: ArchiveFile): Promise<ArchiveListing> {
    const { format, entries, isCut } = await contentsOf(file)
    return { format, isCut, entries: entries.map(({ name, data }): ArchiveEntry => ({ name, bytes: data.length })) }
  },
  async text(file: ArchiveFile & { entry: string }): Promise<EntryText> {
    const entry = (await contentsOf(file)).entries.find((one) => one.name === file.entry)
    if (!entry) return { text: '', isBinary: false, isCut: false }
    const isBinary = looksBinary(entry.data)
    const shown = entry.data.subarray(0, isBinary ? 4096 : MOST_TEXT_BYTES)
    const text = isBinary ? hexDump(shown) : decode(shown)
    return { text, isBinary, isCut: shown.length < entry.data.length }
  },
  async search(file: ArchiveFile & { words: string }): Promise<ArchiveMatch[]> {
    const wanted = file.words.toLowerCase()
    const matches: ArchiveMatch[] = []
    for (const { name, data } of (await contentsOf(file)).entries) {
      if (looksBinary(data)) continue
      for (const [index, line] of decode(data).split('\n').entries()) {
        if (!line.toLowerCase().includes(wanted)) continue
        matches.push({ entry: name, line: index + 1, text: line.slice(0, LONGEST_LINE) })
        if (matches.length >= MOST_MATCHES) return matches
      }
    }
    return matches
  },
}

export type ArchiveReads = typeof reads
export type ArchiveRequest = { [Name in keyof ArchiveReads]: { name: Name; request: Parameters<ArchiveReads[Name]>[0] } }[keyof ArchiveReads]

export default function read({ name, request }: ArchiveRequest): Promise<unknown> {
  // The union ties each request to its name; a table look-up loses that tie.
  const run = reads[name] as (request: unknown) => Promise<unknown>
  return run(request)
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
