import { MINUTE_MS, type Observation, type Setting } from '../../domain/alerts/observation'
import { about } from '../../domain/alerts/station-conditions'
import { ATTEMPT_MS, sideOf } from '../../domain/kpi/attempts'
import { dayAt } from '../../domain/kpi/calendar'
import type { Station } from '../../domain/station'
import type { KpiReader, StationDay } from '../kpi-ports'
import type { KpiStations } from '../kpi/kpi-stations'
import type { Clock, Log } from '../ports'
import type { WorkingSet } from '../working-set'

const DAY_MS = 86_400_000
/** An attempt is open for five minutes; sooner nothing is new. */
const FRESH_MS = ATTEMPT_MS
/** Of a large fleet some at a time: the other thread answers windows too. */
const MOST_AT_ONCE = 20

export type FailedStarts = ReturnType<typeof createFailedStarts>

/** Attempts to charge that failed of late through no fault of the user, as the success rate counts them. */
export function createFailedStarts(parts: { clock: Clock; log: Log; set: WorkingSet; stations: Pick<KpiStations, 'context'>; reader: Pick<KpiReader, 'days'> }) {
  const { clock, log, set } = parts
  const known = new Map<string, StationDay['failed']>()
  const heardAt = new Map<string, number>()
  const readAt = new Map<string, number>()
  let isReading = false
  let isStopped = false

  async function read(identity: string): Promise<void> {
    const entry = set.find(identity)
    if (!entry) return
    const now = clock.now()
    const context = parts.stations.context(entry)
    const days = [...new Set([now - DAY_MS, now].map((at) => dayAt(context.timeZone, at)))]
    const computed = await parts.reader.days({ context, days, now })
    readAt.set(identity, now)
    known.set(identity, computed.flatMap(({ failed }) => failed).filter(({ cause }) => sideOf[cause] !== 'user'))
  }

  /** Whatever was said since the last look, attempts that were open then among it. */
  const isDue = ([station, at]: [string, number]) => {
    const last = readAt.get(station) ?? -Infinity
    return clock.now() - last >= FRESH_MS && at + 2 * ATTEMPT_MS > last
  }

  return {
    touch(station: string) {
      heardAt.set(station, clock.now())
    },
    /** Ends when what is known is up to date. */
    async renew(): Promise<void> {
      if (isReading) return
      isReading = true
      try {
        for (const [station] of [...heardAt].filter(isDue).slice(0, MOST_AT_ONCE)) await read(station)
      } catch (error) {
        if (!isStopped) log.warn('failed starts could not be read', { error: String(error) })
      } finally {
        isReading = false
      }
    },
    stop() {
      isStopped = true
    },
    observe({ station, site }: Station, { threshold, lookBack }: Setting): Observation[] {
      const lookBackMs = (lookBack ?? 60) * MINUTE_MS
      const failed = (known.get(station) ?? []).filter(({ at }) => clock.now() - at < lookBackMs).sort((a, b) => a.at - b.at)
      const last = failed.at(-1)
      if (!last || failed.length < threshold) return []
      const words = last.evse === null ? { variant: 'somewhere' } : { variant: 'socket', socket: `${last.evse}` }
      return [about({ station, site }, { kind: 'failed-starts', since: failed[0]?.at ?? last.at, figures: { failedCount: failed.length, lookBackMs }, words })]
    },
  }
}
