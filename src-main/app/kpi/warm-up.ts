import { dayAt } from '../../domain/kpi/calendar'
import type { KpiReader } from '../kpi-ports'
import type { Clock, Log } from '../ports'
import type { KpiStations } from './kpi-stations'

/** Fewer stations are summed up faster than anybody notices. */
const WORTH_IT = 200
/** The last month and the one that it is compared with. */
const DAYS = 61

/** Has the days of a large fleet summed up, one at a time, before somebody asks for all of them at once. */
export function createWarmUp(parts: { clock: Clock; log: Log; stations: KpiStations; reader: KpiReader }) {
  const { clock, log, stations, reader } = parts
  const done = new Set<number>()
  let isRunning = false
  return {
    tick(): void {
      if (isRunning || done.size >= DAYS) return
      const { entries, scope, timeZone } = stations.of({ kind: 'all' })
      const today = dayAt(timeZone, clock.now())
      if (entries.length < WORTH_IT) return
      const next = Array.from({ length: DAYS }, (_, index) => today - index).find((day) => !done.has(day))
      if (next === undefined) return
      isRunning = true
      reader
        .period({ scope, timeZone, first: next, last: next, isDetailed: false })
        .then(() => done.add(next))
        // With the next tick it is tried again, until the store is closed.
        .catch((error: unknown) => log.warn('figures could not be summed up ahead', { error: String(error) }))
        .finally(() => {
          isRunning = false
        })
    },
  }
}
