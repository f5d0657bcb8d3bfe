import { statfs } from 'node:fs/promises'
import type { DiskSpace } from '../app/alerts-ports'

/** Of the disk that holds the directory; free is what this user may still write. */
export const diskSpaceOf = (directory: string): DiskSpace => async () => {
  const { bavail, blocks, bsize } = await statfs(directory)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
