import type { Database } from 'better-sqlite3'
import type { Exclusion, ExclusionInput } from '#contract/kpi-history'
import type { KpiProgress, KpiStore, SocketDay, StationDay, WaitingDay } from '../../app/kpi-ports'
import { type DaySums, type SumName, sumNames } from '../../domain/kpi/day-sums'

/** `openMs` is in the column `open_ms`, and so on. */
export const columnOf = (name: SumName): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
export const sumColumns = sumNames.map(columnOf)

/** Figures by day, which days are computed, and what operators exclude from outages. */
export function kpiTables(database: Database): KpiStore {
  const known = database.prepare<[number, string], Record<string, number>>(/* sql */ `
    select * from kpi_day where day = ? and station = ? and is_open = 0
  `)
  const saveDay = database.prepare<unknown[]>(/* sql */ `
    insert or replace into kpi_day (day, station, evse, is_open, computed_at, revised_at, ${sumColumns.join(', ')})
    values (?, ?, ?, ?, ?, ?, ${sumColumns.map(() => '?').join(', ')})
  `)
  const saveProfile = database.prepare<unknown[]>(/* sql */ `
    insert or replace into kpi_profile (day, station, evse, durations, quarters) values (?, ?, ?, ?, ?)
  `)
  const stampDay = database.prepare<[number]>(/* sql */ `
    insert into kpi_stamp (day, stamp) values (?, 1) on conflict (day) do update set stamp = stamp + 1
  `)
  const clearDay = database.prepare<[number, string]>(/* sql */ `delete from kpi_day where day = ? and station = ?`)
  const clearProfile = database.prepare<[number, string]>(/* sql */ `delete from kpi_profile where day = ? and station = ?`)
  const clearFailed = database.prepare<[string, number]>(/* sql */ `delete from failed_attempt where station = ? and day = ?`)
  const saveFailed = database.prepare<unknown[]>(/* sql */ `
    insert into failed_attempt (day, station, evse, at, token, cause, session) values (?, ?, ?, ?, ?, ?, ?)
  `)
  const saveProgress = database.prepare<KpiProgress>(/* sql */ `
    insert or replace into kpi_progress (station, first_day, last_day, calendar) values (@station, @firstDay, @lastDay, @calendar)
  `)
  const progress = database.prepare<[], KpiProgress>(/* sql */ `
    select station, first_day as firstDay, last_day as lastDay, calendar from kpi_progress
  `)
  const addWaiting = database.prepare<unknown[]>(/* sql */ `
    insert into kpi_waiting (station, day, is_revision) values (?, ?, ?)
    on conflict (station, day) do update set is_revision = max(is_revision, excluded.is_revision)
  `)
  const clearWaiting = database.prepare<unknown[]>(/* sql */ `delete from kpi_waiting where station = ? and day = ?`)
  const waiting = database.prepare<[], { station: string; day: number; isRevision: number }>(/* sql */ `
    select station, day, is_revision as isRevision from kpi_waiting
  `)
  const firstSession = database.prepare<[string], number | null>(/* sql */ `
    select min(started_at) from session where station = ? and state = 'completed'
  `).pluck()
  // The newest ones: what came in late has a high number, and what was corrected lies on the desk, which marks its days.
  const late = database.prepare<[number], ReturnType<KpiStore['lateSessions']>[number]>(/* sql */ `
    select station, started_at as startedAt, ended_at as endedAt
    from (select * from session order by session desc limit 5000) where end_received_at > ? and ended_at is not null
  `)
  const exclusions = database.prepare<[], Exclusion>(/* sql */ `
    select id, station, evse, from_at as "from", to_at as "to", cause, down_cause as "of", note, entered_at as enteredAt,
      entered_by as enteredBy, removed_at as removedAt, removed_by as removedBy
    from exclusion order by from_at desc, id desc
  `)
  const addExclusion = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into exclusion (station, evse, from_at, to_at, cause, down_cause, note, entered_at, entered_by)
    values (@station, @evse, @from, @to, @cause, @of, @note, @enteredAt, @enteredBy) returning id
  `)
  const removeExclusion = database.prepare<unknown[]>(/* sql */ `update exclusion set removed_at = ?, removed_by = ? where id = ?`)

  function saveOne({ station, day, isOpen, isRevision, computedAt, sockets, failed }: StationDay & { isRevision: boolean }): void {
    const before = known.all(day, station)
    const isNews = before.length > 0 && isRevision && isDifferent(before, sockets)
    const revisedAt = isNews ? computedAt : (before[0]?.revised_at ?? null)
    clearDay.run(day, station)
    clearProfile.run(day, station)
    for (const { evse, sums, durations, quarters } of sockets) {
      saveDay.run(day, station, evse, isOpen ? 1 : 0, computedAt, revisedAt, ...sumNames.map((name) => sums[name]))
      if (durations.length + quarters.length > 0) saveProfile.run(day, station, evse, durations, quarters)
    }
    clearFailed.run(station, day)
    for (const { evse, at, token, cause, session } of failed) saveFailed.run(day, station, evse, at, token, cause, session)
    clearWaiting.run(station, day)
    stampDay.run(day)
  }

  const save = database.transaction((days: readonly (StationDay & { isRevision: boolean })[], made: readonly KpiProgress[]) => {
    for (const day of days) saveOne(day)
    for (const one of made) saveProgress.run(one)
  })
  const addAll = database.transaction((days: readonly WaitingDay[]) => {
    for (const { station, day, isRevision } of days) addWaiting.run(station, day, isRevision ? 1 : 0)
  })

  return {
    progress: () => progress.all(),
    waiting: () => waiting.all().map((row) => ({ ...row, isRevision: row.isRevision === 1 })),
    addWaiting: (days) => addAll(days),
    save: (days, made) => save(days, made),
    firstSessionAt: (station) => firstSession.get(station) ?? null,
    lateSessions: (since) => late.all(since),
    exclusions: () => exclusions.all(),
    addExclusion: (exclusion: ExclusionInput & { enteredAt: number; enteredBy: string }) => addExclusion.get(exclusion)?.id ?? 0,
    removeExclusion: (id, { removedAt, removedBy }) => void removeExclusion.run(removedAt, removedBy, id),
  }
}

/** The columns of a row as sums. */
export const sumsOf = (row: Record<string, number>): DaySums =>
  // The keys of a literal.
  Object.fromEntries(sumNames.map((name, index) => [name, row[sumColumns[index] ?? ''] ?? 0])) as DaySums

function isDifferent(before: readonly Record<string, number>[], after: readonly SocketDay[]): boolean {
  const known = new Map(before.map((row) => [row.evse, sumsOf(row)]))
  return after.some(({ evse, sums }) => {
    const old = known.get(evse)
    return old === undefined || sumNames.some((name) => old[name] !== sums[name])
  })
}
