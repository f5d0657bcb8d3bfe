import type { Database } from 'better-sqlite3'
import type { KpiFigures } from '#contract/kpi'
import type { KpiReader } from '../../app/kpi-ports'
import { figuresOf } from '../../domain/kpi/figures'
import { decodeNumbers } from '../kpi-numbers'
import { sumColumns, sumsOf } from '../tables/kpi'

type SumsRow = Record<string, number> & { station: string; evse: number }

/** Figures of each station or socket beside the others. */
export function kpiParts(database: Database) {
  const of = /* sql */ `
    day between @first and @last and station in (select value from json_each(@stations)) and (@evse is null or evse = @evse)
  `
  const sums = sumColumns.map((column) => `sum(${column}) as ${column}`).join(', ')
  const part = /* sql */ `case when @isBySocket then evse else 0 end`
  const rows = database.prepare<unknown[], SumsRow>(/* sql */ `
    select station, ${part} as evse, ${sums} from kpi_day where ${of} and (evse > 0 or not @isBySocket) group by 1, 2 order by 1, 2
  `)
  const profiles = database.prepare<unknown[], { station: string; evse: number; durations: Uint8Array }>(/* sql */ `
    select station, ${part} as evse, durations from kpi_profile where ${of}
  `)
  return {
    parts({ scope: { stations, evse }, first, last, by }: Parameters<KpiReader['parts']>[0]): { station: string; evse: number | null; figures: KpiFigures }[] {
      const request = { first, last, evse, stations: JSON.stringify(stations), isBySocket: by === 'socket' ? 1 : 0 }
      const durations = new Map<string, number[]>()
      for (const profile of profiles.iterate(request)) {
        const key = `${profile.evse} ${profile.station}`
        const known = durations.get(key) ?? []
        for (const seconds of decodeNumbers(profile.durations)) known.push(seconds)
        durations.set(key, known)
      }
      return rows.all(request).map((row) => ({
        station: row.station,
        evse: by === 'socket' ? row.evse : null,
        figures: figuresOf(sumsOf(row), durations.get(`${row.evse} ${row.station}`) ?? []),
      }))
    },
  }
}
