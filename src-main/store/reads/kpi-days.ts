import type { Database } from 'better-sqlite3'
import type { SocketSegment } from '#contract/kpi-history'
import type { DaysRequest, KpiStation, StationDay } from '../../app/kpi-ports'
import { boundsOf } from '../../domain/kpi/calendar'
import { evsesOf } from '../../domain/kpi/station-facts'
import { stationSums } from '../../domain/kpi/station-span'
import { timelineOf } from '../../domain/kpi/timeline'
import { encodeNumbers } from '../kpi-numbers'
import { kpiFacts } from './kpi-facts'

/** Computes days of one station from what is stored of it. */
export function kpiDays(database: Database) {
  const readFacts = kpiFacts(database)

  function dayOf(context: KpiStation, day: number, now: number): StationDay {
    const bounds = boundsOf(context.timeZone, day)
    const span = { from: bounds.from, to: Math.max(bounds.from, Math.min(bounds.to, now)) }
    const { sockets, attempts } = stationSums(readFacts(context, span, now), span)
    return {
      station: context.station,
      day,
      isOpen: now < bounds.to,
      computedAt: now,
      sockets: sockets.map(({ evse, sums, durations, quarters }) => ({
        evse,
        sums,
        durations: encodeNumbers(durations),
        quarters: encodeNumbers([...quarters].flatMap(([index, { energyMwh, occupiedMs, chargingMs }]) => [index, energyMwh, occupiedMs, chargingMs])),
      })),
      failed: attempts.flatMap(({ cause, openedAt, token, evse, session }) =>
        cause === null ? [] : [{ station: context.station, evse, at: openedAt, token, cause, session }],
      ),
    }
  }

  return {
    days: ({ context, days, now }: DaysRequest): StationDay[] => days.map((day) => dayOf(context, day, now)),
    timeline({ context, day, now }: { context: KpiStation; day: number; now: number }): { evse: number; segments: SocketSegment[] }[] {
      const span = boundsOf(context.timeZone, day)
      const facts = readFacts(context, span, now)
      return evsesOf(facts).map((evse) => ({ evse, segments: timelineOf(facts, evse, span) }))
    },
  }
}
