import type { ResourceLimits } from 'node:worker_threads'
import { Piscina } from 'piscina'

/** What runs when the store closes may take this long to end; its answer would surprise a thread that is gone. */
const LAST_WORD_MS = 2_000

/** A thread that runs one worker file for as long as the store is open. @param workerFile URL, as built or as source. */
export function oneThread(workerFile: URL, workerData: Record<string, unknown>, resourceLimits: ResourceLimits = {}): Piscina {
  const isSource = workerFile.pathname.endsWith('.ts')
  return new Piscina({
    filename: workerFile.href,
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Infinity,
    closeTimeout: LAST_WORD_MS,
    workerData,
    resourceLimits,
    execArgv: isSource ? ['--import', new URL('./from-source.mjs', workerFile).href] : [],
  })
}

/** What waits is given up, what runs has its time; after it the thread is ended all the same. */
export async function endThread(pool: Piscina): Promise<void> {
  // Told when that time was not enough, which the store's end does not wait for.
  pool.on('error', () => undefined)
  await pool.close({ force: true })
}
