import { type FileHandle, open } from 'node:fs/promises'
import type { StreetMap } from '../app/street-map-ports'

/** How a PMTiles file of version 3 begins. */
const beginning = Buffer.from('PMTiles\u0003', 'latin1')

/** Looked at anew with every question, so that a file can come, be exchanged and go while Plugboard runs. */
export function createStreetMap(file: string): StreetMap {
  async function withFile<T>(otherwise: T, work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await open(file).catch(() => null)
    if (!handle) return otherwise
    try {
      return await work(handle)
    } finally {
      await handle.close()
    }
  }
  const bytesAt = async (handle: FileHandle, { offset, bytes }: { offset: number; bytes: number }) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset)
    return buffer.subarray(0, bytesRead)
  }

  return {
    about: () => withFile(null, async (handle) => {
      const { size, mtimeMs } = await handle.stat()
      const isMap = beginning.equals(await bytesAt(handle, { offset: 0, bytes: beginning.length }))
      return isMap ? { bytes: size, changedAt: Math.round(mtimeMs) } : null
    }),
    read: (range) => withFile(Buffer.alloc(0), (handle) => bytesAt(handle, range)),
  }
}
