import type { Database } from 'better-sqlite3'
import type { StationNews, StationNewsRow } from '#contract/reports'
import type { Commit } from '../../app/ports'
import type { StationTold } from '../../app/report-ports'

interface StoredNews {
  id: number
  at: number
  record: string
}

export function reportTables(database: Database) {
  const stations = database.prepare<[], { station: string; record: string }>(/* sql */ `select station, record from station_report`)
  const save = database.prepare<[string, string]>(/* sql */ `
    insert into station_report (station, record) values (?, ?)
    on conflict (station) do update set record = excluded.record
  `)
  const add = database.prepare<[string, number, string, string]>(/* sql */ `
    insert into station_news (station, at, kind, record) values (?, ?, ?, ?)
  `)
  const news = database.prepare<[string, string, number], StoredNews>(/* sql */ `
    select id, at, record from station_news where station = ? and kind = ? order by id desc limit ?
  `)

  return {
    // Only the writers here fill what is parsed.
    stations: () => new Map(stations.all().map(({ station, record }) => [station, JSON.parse(record) as StationTold])),
    save: (station: string, told: StationTold) => void save.run(station, JSON.stringify(told)),
    add: ({ station, at, news: told }: Commit['news'][number]) => void add.run(station, at, told.kind, JSON.stringify(told)),
    news: (station: string, kind: StationNews['kind'], limit: number): StationNewsRow[] =>
      news.all(station, kind, limit).map(({ id, at, record }) => ({ id, at, ...(JSON.parse(record) as StationNews) })),
  }
}
