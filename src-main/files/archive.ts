import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Unzip, UnzipInflate } from 'fflate'
import { unpackTar } from 'modern-tar'
import type { ArchiveListing } from '#contract/transfers'

export interface Contents {
  format: ArchiveListing['format']
  entries: { name: string; data: Uint8Array }[]
  isCut: boolean
}

/** What is unpacked into memory at the most: an archive may grow a thousandfold. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_ENTRIES = 2_000

/** Told by its first bytes, not by its name: stations name their archives as they like. */
export async function openArchive(path: string, name: string): Promise<Contents> {
  const { data, isCut } = await bounded(createReadStream(path))
  if (isZip(data)) return unzipped(data, isCut)
  if (!isGzip(data)) return isTar(data) ? untarred('tar', data, isCut) : plain('plain', name, data, isCut)
  // A partial upload ends in the middle: what could be unpacked is shown.
  const inner = await bounded(gunzipped(data))
  const isAnyCut = isCut || inner.isCut
  if (isTar(inner.data)) return untarred('tar.gz', inner.data, isAnyCut)
  return plain('gzip', name.replace(/\.gz$/i, ''), inner.data, isAnyCut)
}

const startsWith = (data: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => data[index] === byte)
const isZip = (data: Uint8Array) => startsWith(data, 0x50, 0x4b, 3, 4) || startsWith(data, 0x50, 0x4b, 5, 6)
const isGzip = (data: Uint8Array) => startsWith(data, 0x1f, 0x8b)
const isTar = (data: Uint8Array) => new TextDecoder('latin1').decode(data.subarray(257, 262)) === 'ustar'

const plain = (format: 'plain' | 'gzip', name: string, data: Uint8Array, isCut: boolean): Contents => ({
  format,
  entries: [{ name, data }],
  isCut,
})

async function bounded(source: AsyncIterable<Uint8Array>): Promise<{ data: Uint8Array; isCut: boolean }> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  let isCut = false
  try {
    for await (const chunk of source) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes <= MOST_BYTES) continue
      isCut = true
      break
    }
  } catch (error) {
    // Broken or cut short: the beginning is worth more than nothing. A file that cannot be read at all is a fault.
    if (error instanceof Error && 'syscall' in error) throw error
    isCut = true
  }
  return { data: Buffer.concat(chunks).subarray(0, MOST_BYTES), isCut }
}

async function* gunzipped(data: Uint8Array): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip()
  unpacker.end(data)
  yield* unpacker as AsyncIterable<Uint8Array>
}

async function untarred(format: 'tar' | 'tar.gz', data: Uint8Array, isCut: boolean): Promise<Contents> {
  const entries: Contents['entries'] = []
  try {
    for (const entry of await unpackTar(data)) {
      if (entry.data && entry.header.type === 'file') entries.push({ name: entry.header.name, data: entry.data })
    }
  } catch {
    return { format, entries: wholeEntries(data), isCut: true }
  }
  return { format, entries: entries.slice(0, MOST_ENTRIES), isCut: isCut || entries.length > MOST_ENTRIES }
}

/** The files of a tar that ends in the middle; the library opens whole ones only. */
function wholeEntries(data: Uint8Array): Contents['entries'] {
  const entries: Contents['entries'] = []
  const text = (from: number, length: number) =>
    new TextDecoder().decode(data.subarray(from, from + length)).replace(/\0[^]*$/, '')
  for (let at = 0; at + 512 <= data.length && entries.length < MOST_ENTRIES; ) {
    const size = Number.parseInt(text(at + 124, 12), 8)
    const name = text(at, 100)
    if (name === '' || !Number.isInteger(size) || size < 0) break
    const kind = data[at + 156]
    const start = at + 512
    if (kind === 0 || kind === 0x30) entries.push({ name, data: data.subarray(start, Math.min(start + size, data.length)) })
    at = start + Math.ceil(size / 512) * 512
  }
  return entries
}

function unzipped(data: Uint8Array, isCut: boolean): Contents {
  const entries: Contents['entries'] = []
  let bytes = 0
  let isShortened = isCut
  const reader = new Unzip((file) => {
    if (file.name.endsWith('/')) return
    if (entries.length >= MOST_ENTRIES || bytes >= MOST_BYTES) return void (isShortened = true)
    const chunks: Uint8Array[] = []
    const entry = { name: file.name, data: new Uint8Array() as Uint8Array }
    entries.push(entry)
    file.ondata = (error, chunk, isFinal) => {
      if (error) return void (isShortened = true)
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > MOST_BYTES) {
        isShortened = true
        file.terminate()
      }
      if (isFinal || bytes > MOST_BYTES) entry.data = Buffer.concat(chunks)
    }
    file.start()
  })
  reader.register(UnzipInflate)
  try {
    // In pieces, so that a bomb is stopped at the limit and not after it.
    for (let at = 0; at < data.length; at += 65_536) reader.push(data.subarray(at, at + 65_536), at + 65_536 >= data.length)
  } catch {
    isShortened = true
  }
  return { format: 'zip', entries, isCut: isShortened }
}
