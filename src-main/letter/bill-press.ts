import { Piscina } from 'piscina'
import type { BillPress } from '../app/bill-ports'
import type { Writes } from './press-worker'

/** The thread ends when nobody has written for so long. */
const IDLE_MS = 60_000

/** Beside the bundle when built, in this folder when run from source, where imports without an ending need a hook. */
const isSource = import.meta.url.endsWith('.ts')
const workerFile = () => new URL(isSource ? './press-worker.ts' : './press-worker.js', import.meta.url)
const hook = () => (isSource ? ['--import', new URL('../store/from-source.mjs', import.meta.url).href] : [])

export function createBillPress(): BillPress & { close(): Promise<void> } {
  let pool: Piscina | null = null
  const run = (name: keyof Writes, request: unknown) => {
    pool ??= new Piscina({ filename: workerFile().href, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS, execArgv: hook() })
    return pool.run({ name, request }) as Promise<Uint8Array>
  }
  return {
    pdf: (document) => run('pdf', document),
    xlsx: (sheets) => run('xlsx', sheets),
    zip: (files) => run('zip', files),
    async close() {
      await pool?.close({ force: true })
    },
  }
}
