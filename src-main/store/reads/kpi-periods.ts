import type { Database } from 'better-sqlite3'
import type { KpiDay } from '#contract/kpi'
import type { KpiScope, PeriodFigures, PeriodRequest, UptimeSums } from '../../app/kpi-ports'
import { boundsOf, dateOf } from '../../domain/kpi/calendar'
import { addSums, noSums } from '../../domain/kpi/day-sums'
import { figuresOf } from '../../domain/kpi/figures'
import { addQuarters, peakDemand, QUARTER, type Quarters } from '../../domain/kpi/quarters'
import { localAt } from '../../domain/tariff/site-time'
import { decodeNumbers } from '../kpi-numbers'
import { columnOf, sumColumns, sumsOf } from '../tables/kpi'

type DaySumsRow = Record<string, number> & { day: number; is_open: number; revised_at: number | null; computed_at: number }
interface ProfileRow {
  day: number
  durations: Uint8Array
  quarters: Uint8Array
}
interface Parameters {
  first: number
  last: number
  stations: string
  evse: number | null
}

/** From how many stations on their days are read one after the other rather than each by its key. */
const MANY = 400

/** Sums up days that are computed: what a dashboard shows costs the same however many sessions there are. */
export function kpiPeriods(database: Database) {
  const named = /* sql */ `station in (select value from json_each(@stations))`
  const days = /* sql */ `day in (with recursive up(n) as (select @first union all select n + 1 from up where n < @last) select n from up)`
  const sums = sumColumns.map((column) => `sum(${column}) as ${column}`).join(', ')
  const prepared = (where: string) => ({
    days: database.prepare<Parameters, DaySumsRow>(/* sql */ `
      select day, max(is_open) as is_open, max(revised_at) as revised_at, min(computed_at) as computed_at, ${sums}
      from kpi_day where ${where} and (@evse is null or evse = @evse) group by day order by day
    `),
    profiles: database.prepare<Parameters, ProfileRow>(/* sql */ `
      select day, durations, quarters from kpi_profile where ${where} and (@evse is null or evse = @evse)
    `),
    uptime: database.prepare<Parameters, UptimeSums>(/* sql */ `
      select station, evse, min(case when observed_ms + unobserved_ms > 0 then day end) as firstDay,
        ${(['observedMs', 'outageMs', 'excludedMs', 'unobservedMs'] as const).map((name) => `sum(${columnOf(name)}) as ${name}`).join(', ')}
      from kpi_day where ${where} and evse > 0 and (@evse is null or evse = @evse) group by station, evse
      having firstDay is not null
    `),
  })
  const byKey = prepared(`${days} and ${named}`)
  const byDay = prepared(`day between @first and @last and ${named}`)
  function asking({ stations, evse }: KpiScope, first: number, last: number) {
    return { statements: stations.length < MANY ? byKey : byDay, parameters: { first, last, evse, stations: JSON.stringify(stations) } }
  }

  function period({ scope, timeZone, first, last, isDetailed }: PeriodRequest): PeriodFigures {
    const { statements, parameters } = asking(scope, first, last)
    const rows = new Map(statements.days.all(parameters).map((row) => [row.day, row]))
    const durations = new Map<number, number[]>()
    const quarters: Quarters = new Map()
    for (const profile of statements.profiles.iterate(parameters)) {
      const ofDay = durations.get(profile.day) ?? []
      for (const seconds of decodeNumbers(profile.durations)) ofDay.push(seconds)
      durations.set(profile.day, ofDay)
      if (isDetailed) addProfile(quarters, profile, timeZone)
    }
    const total = noSums()
    const shown = Array.from({ length: last - first + 1 }, (_, index): KpiDay => {
      const day = first + index
      const row = rows.get(day)
      const sums = row ? sumsOf(row) : noSums()
      addSums(total, sums)
      const bounds = boundsOf(timeZone, day)
      const isOpen = row?.is_open === 1
      return { ...figuresOf(sums, durations.get(day) ?? []), date: dateOf(day), ...bounds, isOpen, revisedAt: row?.revised_at ?? null }
    })
    const open = [...rows.values()].find((row) => row.is_open === 1)
    return {
      days: shown,
      total: figuresOf(total, [...durations.values()].flat()),
      hours: hoursOf(quarters, timeZone),
      peak: peakDemand(quarters),
      todayAt: open?.computed_at ?? null,
    }
  }

  return {
    period,
    uptime({ scope, first, last }: { scope: KpiScope; first: number; last: number }): UptimeSums[] {
      const { statements, parameters } = asking(scope, first, last)
      return statements.uptime.all(parameters)
    },
  }
}

function addProfile(quarters: Quarters, { day, quarters: bytes }: ProfileRow, timeZone: string): void {
  const first = Math.floor(boundsOf(timeZone, day).from / QUARTER)
  const numbers = decodeNumbers(bytes)
  const added: Quarters = new Map()
  for (let index = 0; index + 3 < numbers.length; index += 4) {
    const [quarter = 0, energyMwh = 0, occupiedMs = 0, chargingMs = 0] = numbers.subarray(index, index + 4)
    added.set(first + quarter, { energyMwh, occupiedMs, chargingMs })
  }
  addQuarters(quarters, added)
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
