import type { Database } from 'better-sqlite3'
import type { KpiScope } from '../../app/kpi-ports'
import type { DaySums } from '../../domain/kpi/day-sums'
import { addQuarters, type Quarters } from '../../domain/kpi/quarters'
import { decodeNumbers } from '../kpi-numbers'
import { sumColumns, sumsOf } from '../tables/kpi'

/** What all sockets of a scope come to on one day. */
export interface DayTotal {
  sums: DaySums
  isOpen: boolean
  revisedAt: number | null
  computedAt: number
  durations: number[]
  quarters: Quarters
}

type SumsRow = Record<string, number> & { day: number; is_open: number; revised_at: number | null; computed_at: number }
interface ProfileRow {
  day: number
  durations: Uint8Array
  quarters: Uint8Array
}

/** From how many stations on what was summed up is kept; fewer are summed up faster than they are looked up. */
const KEPT_FROM = 10
/** Days of scopes that are kept, some kilobytes each. */
const MOST_KEPT = 4_000
/** From how many stations on days are read one after the other rather than each by its key. */
const MANY = 400

/** Sums up days over sockets; those of many stations are kept until one of them changes, as `kpi_stamp` tells. */
export function kpiDayTotals(database: Database) {
  const named = /* sql */ `station in (select value from json_each(@stations)) and (@evse is null or evse = @evse)`
  const days = /* sql */ `day in (with recursive up(n) as (select @first union all select n + 1 from up where n < @last) select n from up)`
  const sums = sumColumns.map((column) => `sum(${column}) as ${column}`).join(', ')
  const prepared = (where: string) => ({
    sums: database.prepare<unknown[], SumsRow>(/* sql */ `
      select day, max(is_open) as is_open, max(revised_at) as revised_at, min(computed_at) as computed_at, ${sums}
      from kpi_day where ${where} and ${named} group by day
    `),
    profiles: database.prepare<unknown[], ProfileRow>(/* sql */ `
      select day, durations, quarters from kpi_profile where ${where} and ${named}
    `),
  })
  const byKey = prepared(days)
  const byDay = prepared(`day between @first and @last`)
  const stamps = database.prepare<unknown[], { day: number; stamp: number }>(/* sql */ `select day, stamp from kpi_stamp where day between @first and @last`)
  const kept = new Map<string, { stamp: number; total: DayTotal | null }>()

  function read({ stations, evse }: KpiScope, { first, last }: { first: number; last: number }): Map<number, DayTotal> {
    const statements = stations.length < MANY ? byKey : byDay
    const parameters = { first, last, evse, stations: JSON.stringify(stations) }
    const totals = new Map<number, DayTotal>()
    for (const row of statements.sums.iterate(parameters)) {
      totals.set(row.day, { sums: sumsOf(row), isOpen: row.is_open === 1, revisedAt: row.revised_at, computedAt: row.computed_at, durations: [], quarters: new Map() })
    }
    for (const profile of statements.profiles.iterate(parameters)) {
      const total = totals.get(profile.day)
      if (!total) continue
      for (const seconds of decodeNumbers(profile.durations)) total.durations.push(seconds)
      addQuarters(total.quarters, quartersOf(profile))
    }
    return totals
  }

  /** The last used ones are the last to go. */
  function keep(key: string, entry: { stamp: number; total: DayTotal | null }): void {
    kept.delete(key)
    kept.set(key, entry)
    const oldest = kept.keys().next()
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value)
  }

  return function totalsOf(scope: KpiScope, span: { first: number; last: number }): Map<number, DayTotal> {
    if (scope.stations.length < KEPT_FROM) return read(scope, span)
    const scopeKey = `${scope.evse} ${scope.stations.length} ${hashOf(scope.stations)}`
    const now = new Map(stamps.all(span).map(({ day, stamp }) => [day, stamp]))
    const totals = new Map<number, DayTotal>()
    for (let day = span.first; day <= span.last; day += 1) {
      const stamp = now.get(day)
      if (stamp === undefined) continue
      const key = `${day} ${scopeKey}`
      const known = kept.get(key)
      const entry = known?.stamp === stamp ? known : { stamp, total: read(scope, { first: day, last: day }).get(day) ?? null }
      keep(key, entry)
      if (entry.total) totals.set(day, entry.total)
    }
    return totals
  }
}

function quartersOf({ quarters: bytes }: ProfileRow): Quarters {
  const numbers = decodeNumbers(bytes)
  const quarters: Quarters = new Map()
  for (let index = 0; index + 3 < numbers.length; index += 4) {
    const [quarter = 0, energyMwh = 0, occupiedMs = 0, chargingMs = 0] = numbers.subarray(index, index + 4)
    quarters.set(quarter, { energyMwh, occupiedMs, chargingMs })
  }
  return quarters
}

/** FNV-1a over two lanes: names of stations are no secrets, and a collision needs ten thousand million scopes. */
function hashOf(names: readonly string[]): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (const name of names) {
    for (let index = 0; index <= name.length; index += 1) {
      const code = name.charCodeAt(index) || 0
      a = Math.imul(a ^ code, 0x01000193)
      b = Math.imul(b ^ code, 0x85ebca6b)
    }
  }
  return `${a >>> 0} ${b >>> 0}`
}
