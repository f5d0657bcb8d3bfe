import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './figures.ts'

/** What it costs to have 4 KiB on this disk for sure, ms. Every commit pays it once; it explains the other figures. */
export function writeCostMs(directory: string): number {
  const file = openSync(join(directory, 'write-cost'), 'w')
  const page = Buffer.alloc(4096, 1)
  const costs = Array.from({ length: 100 }, () => {
    const startAt = performance.now()
    writeSync(file, page)
    fdatasyncSync(file)
    return performance.now() - startAt
  })
  closeSync(file)
  return median(costs)
}
