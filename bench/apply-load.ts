import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, LoadReport } from './load-process.ts'

/** What a load measured. Its process, and with it the stations' connections, stays until `release`. */
export interface AppliedLoad {
  measured: Record<string, number>
  release(): Promise<void>
}

/** @throws when a call was not answered as it should be: then there is nothing to measure. */
export async function applyLoad(load: Load, url: string): Promise<AppliedLoad> {
  const child = fork(join(import.meta.dirname, 'load-process.ts'))
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const release = async () => {
    killed()
    await ended
    process.off('exit', killed)
  }
  try {
    const measured = await new Promise<Record<string, number>>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
      child.on('message', (report: LoadReport) => {
        if ('error' in report) reject(new Error(`${load.kind}: ${report.error}`))
        else resolve(report.measured)
      })
      child.send({ load, url })
    })
    return { measured, release }
  } catch (error) {
    await release()
    throw error
  }
}
