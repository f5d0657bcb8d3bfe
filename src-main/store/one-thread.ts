import { Piscina } from 'piscina'

/** A thread that runs one worker file for as long as the store is open. @param workerFile URL, as built or as source. */
export function oneThread(workerFile: URL, workerData: Record<string, unknown>): Piscina {
  const isSource = workerFile.pathname.endsWith('.ts')
  return new Piscina({
    filename: workerFile.href,
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Infinity,
    workerData,
    execArgv: isSource ? ['--import', new URL('./from-source.mjs', workerFile).href] : [],
  })
}
