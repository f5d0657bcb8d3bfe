import { setTimeout as sleep } from 'node:timers/promises'
import { charging } from '../transactions.ts'
import { fleet } from './fleet.ts'

export interface ClosedLoop {
  kind: 'closed-loop'
  stations: number
  warmUpMs: number
  measureMs: number
}

/** Every station sends its next CALL as soon as the last one was answered. How many are answered in a second? */
export async function runClosedLoop(load: ClosedLoop, url: string, failed: (error: Error) => void) {
  const stations = await fleet({ url, stations: load.stations, failed })
  let answers = 0
  for (const [index, station] of stations.entries()) {
    const next = charging(station, index)
    const go = () =>
      next(() => {
        answers += 1
        go()
      })
    go()
  }
  await sleep(load.warmUpMs)
  const before = { answers, at: performance.now() }
  await sleep(load.measureMs)
  const callsPerSecond = ((answers - before.answers) * 1000) / (performance.now() - before.at)
  for (const station of stations) station.close()
  return { callsPerSecond, answers }
}
