/** The load generator, a process of its own: it gets one load, runs it, and reports what it measured. */
import { type ClosedLoop, runClosedLoop } from './loads/closed-loop.ts'
import { type Neighbours, runNeighbours } from './loads/neighbours.ts'
import { type OpenLoop, runOpenLoop } from './loads/open-loop.ts'
import { runStorm, type Storm } from './loads/storm.ts'

export type Load = ClosedLoop | OpenLoop | Storm | Neighbours
export type LoadReport = { measured: Record<string, number> } | { error: string }

const failed = (error: Error): void => report({ error: error.message })
const report = (message: LoadReport): void => void process.send?.(message)

process.on('disconnect', () => process.exit())
process.on('message', (order: { load: Load; url: string }) => {
  run(order.load, order.url).then((measured) => report({ measured }), failed)
})

function run(load: Load, url: string): Promise<Record<string, number>> {
  switch (load.kind) {
    case 'closed-loop':
      return runClosedLoop(load, url, failed)
    case 'open-loop':
      return runOpenLoop(load, url, failed)
    case 'storm':
      return runStorm(load, url, failed)
    case 'neighbours':
      return runNeighbours(load, url, failed)
  }
}
