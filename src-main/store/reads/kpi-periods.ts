import type { Database } from 'better-sqlite3'
import type { KpiDay } from '#contract/kpi'
import type { KpiScope, PeriodFigures, PeriodRequest, UptimeSums } from '../../app/kpi-ports'
import { boundsOf, dateOf } from '../../domain/kpi/calendar'
import { addSums, noSums } from '../../domain/kpi/day-sums'
import { figuresOf } from '../../domain/kpi/figures'
import { addQuarters, peakDemand, QUARTER, type Quarters } from '../../domain/kpi/quarters'
import { localAt, weekdayOf } from '../../domain/tariff/site-time'
import { columnOf } from '../tables/kpi'
import { kpiDayTotals } from './kpi-day-totals'

/** Figures of days that are computed: what a dashboard shows costs the same however many sessions there are. */
export function kpiPeriods(database: Database) {
  const totalsOf = kpiDayTotals(database)
  const uptime = database.prepare<unknown[], UptimeSums>(/* sql */ `
    select station, evse, min(case when observed_ms + unobserved_ms > 0 then day end) as firstDay,
      ${(['observedMs', 'outageMs', 'excludedMs', 'unobservedMs'] as const).map((name) => `sum(${columnOf(name)}) as ${name}`).join(', ')}
    from kpi_day
    where day between @first and @last and station in (select value from json_each(@stations)) and evse > 0 and (@evse is null or evse = @evse)
    group by station, evse having firstDay is not null
  `)

  return {
    period({ scope, timeZone, first, last, isDetailed }: PeriodRequest): PeriodFigures {
      const totals = totalsOf(scope, { first, last })
      const whole = { sums: noSums(), durations: [] as number[], quarters: new Map() as Quarters }
      const days = Array.from({ length: last - first + 1 }, (_, index): KpiDay => {
        const day = first + index
        const total = totals.get(day)
        if (total) {
          addSums(whole.sums, total.sums)
          for (const seconds of total.durations) whole.durations.push(seconds)
          if (isDetailed) addQuarters(whole.quarters, total.quarters)
        }
        const figures = figuresOf(total?.sums ?? noSums(), total?.durations ?? [])
        return { ...figures, date: dateOf(day), ...boundsOf(timeZone, day), isOpen: total?.isOpen === true, revisedAt: total?.revisedAt ?? null }
      })
      const open = [...totals.values()].find(({ isOpen }) => isOpen)
      return {
        days,
        total: figuresOf(whole.sums, whole.durations),
        hours: hoursOf(whole.quarters, timeZone),
        week: weekOf(whole.quarters, timeZone),
        peak: peakDemand(whole.quarters),
        todayAt: open?.computedAt ?? null,
      }
    },
    uptime: ({ scope, first, last }: { scope: KpiScope; first: number; last: number }): UptimeSums[] =>
      uptime.all({ first, last, evse: scope.evse, stations: JSON.stringify(scope.stations) }),
  }
}

function weekOf(quarters: Quarters, timeZone: string): number[][] {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const [index, { occupiedMs }] of quarters) {
    const { day, msOfDay } = localAt(timeZone, index * QUARTER)
    const hours = week[weekdayOf(day)]
    const hour = Math.floor(msOfDay / 3_600_000)
    if (hours) hours[hour] = (hours[hour] ?? 0) + occupiedMs
  }
  return week
}

/** By the hour that the clock on the wall shows. */
function hoursOf(quarters: Quarters, timeZone: string): PeriodFigures['hours'] {
  const hours = Array.from({ length: 24 }, () => ({ energyMwh: 0, occupiedMs: 0, chargingMs: 0 }))
  for (const [index, quarter] of quarters) {
    const hour = hours[Math.floor(localAt(timeZone, index * QUARTER).msOfDay / 3_600_000)]
    if (!hour) continue
    hour.energyMwh += quarter.energyMwh
    hour.occupiedMs += quarter.occupiedMs
    hour.chargingMs += quarter.chargingMs
  }
  return hours
}
