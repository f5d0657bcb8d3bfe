import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import type { FileDoors } from '../app/transfer-ports'
import type { ArchiveReads, ArchiveRequest } from './archive-worker'
import { safeFileName } from './file-name'

/** The thread, and with it the archive in its memory, is given up when nobody has looked at one for so long. */
const IDLE_MS = 60_000

/** Reads what was received: never more of it than a window can bear, and not on the thread of the chargers. */
export function receivedFiles(folderOf: (job: number) => string): FileDoors['received'] & { close(): Promise<void> } {
  // The name comes from a window, which is not trusted: it may only name what the store itself would have named.
  const pathOf = (job: number, file: string) => join(folderOf(job), safeFileName(file))
  const fileOf = (job: number, file: string) => ({ path: pathOf(job, file), name: safeFileName(file) })
  let pool: Piscina | null = null
  function read<Name extends keyof ArchiveReads>(name: Name, request: Parameters<ArchiveReads[Name]>[0]): ReturnType<ArchiveReads[Name]> {
    pool ??= new Piscina({ filename: workerFile().href, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS })
    // The worker returns what the named read returns.
    return pool.run({ name, request } as ArchiveRequest) as ReturnType<ArchiveReads[Name]>
  }

  return {
    list: (job, file) => read('list', fileOf(job, file)),
    text: (job, file, entry) => read('text', { ...fileOf(job, file), entry }),
    search: (job, file, words) => read('search', { ...fileOf(job, file), words }),
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
    async close() {
      await pool?.destroy()
    },
  }
}

/** Beside the bundle when built, in this folder when run from source. */
const workerFile = () => new URL(import.meta.url.endsWith('.ts') ? './archive-worker.ts' : './archive-worker.js', import.meta.url)
