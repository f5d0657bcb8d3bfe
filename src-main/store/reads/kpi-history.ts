import type { Database } from 'better-sqlite3'
import type { LinkQuality } from '#contract/kpi-history'
import type { KpiReader, KpiScope, StationDay } from '../../app/kpi-ports'
import { type ErrorAt, faultsOf } from '../../domain/kpi/errors'
import { linkQualityOf } from '../../domain/kpi/link-quality'
import { lengthOf, union, within } from '../../domain/kpi/spans'
import { statusReads } from './kpi-statuses'

/** Errors are looked for in this many stations at the most, those that had one last. */
const MOST_STATIONS = 200

/** Lists of what went wrong at stations. */
export function kpiHistory(database: Database) {
  const statuses = statusReads(database)
  const failed = database.prepare<unknown[], StationDay['failed'][number]>(/* sql */ `
    select station, evse, at, token, cause, session from failed_attempt
    where day between @first and @last and station in (select value from json_each(@stations)) and (@evse is null or evse = @evse)
    order by at desc limit @limit
  `)
  const failing = database.prepare<unknown[], { station: string }>(/* sql */ `
    select station, max(at) as last from status_change
    where at >= @from and at < @to and (error_code is not null or status = 'faulted') and station in (select value from json_each(@stations))
    group by station order by last desc limit ${MOST_STATIONS}
  `)
  const outages = database.prepare<unknown[], { station: string; from: number; to: number | null }>(/* sql */ `
    select station, from_at as "from", to_at as "to" from outage
    where from_at < @to and (to_at is null or to_at > @from) and station in (select value from json_each(@stations))
    order by from_at desc limit 5000
  `)
  const endings = database.prepare<unknown[], { station: string; evse: number | null; at: number; reason: string; session: number }>(/* sql */ `
    select station, evse, ended_at as at, reason, session from session
    where started_at >= @early and ended_at >= @from and ended_at < @to and state = 'completed'
      and reason in ('emergency-stop', 'power-loss') and station in (select value from json_each(@stations))
    order by started_at desc limit 500
  `)
  const links = database.prepare<unknown[], LinkQuality['links'][number]>(/* sql */ `
    select opened_at as openedAt, closed_at as closedAt, ended_by as "by", code from link
    where station = ? and opened_at < ? and (closed_at is null or closed_at > ?) order by opened_at desc
  `)
  const calls = database.prepare<unknown[], { at: number; roundTripMs: number | null; outcome: string }>(/* sql */ `
    select sent_at as at, round_trip_ms as roundTripMs, outcome from command where station = ? and sent_at >= ? and sent_at < ?
  `)
  const frames = database.prepare<unknown[], { at: number; bytes: number; direction: string }>(/* sql */ `
    select at, length(text) as bytes, direction from frame where station = ? and at >= ? and at < ? order by id
  `)
  const allOutages = database.prepare<unknown[], LinkQuality['outages'][number]>(/* sql */ `
    select from_at as "from", detected_at as detectedAt, to_at as "to" from outage
    where station = ? and from_at < ? and (to_at is null or to_at > ?) order by from_at desc
  `)

  const namesOf = ({ stations }: KpiScope) => JSON.stringify(stations)

  function errors({ scope, from, to, now }: Parameters<KpiReader['errors']>[0]): { entries: ErrorAt[]; unobservedMs: number } {
    const request = { from, to, early: from - 30 * 86_400_000, stations: namesOf(scope) }
    const isHere = (entry: ErrorAt) => scope.evse === null || entry.evse === null || entry.evse === scope.evse
    const faults = failing.all(request).flatMap(({ station }) => faultsOf(station, statuses.around({ station, places: [] }, { from, to: Math.max(to, now) })))
    const lost = outages.all(request)
    const ended = endings.all(request).map(({ station, evse, at, reason, session }): ErrorAt => ({
      ...blank, station, evse, kind: reason === 'emergency-stop' ? 'emergency-stop' : 'power-loss', firstAt: at, lastAt: at, clearedAt: at, session,
    }))
    const losses = lost.map((outage): ErrorAt => ({
      ...blank, station: outage.station, kind: 'connection-lost', firstAt: outage.from, lastAt: outage.from, clearedAt: outage.to,
    }))
    const entries = [...faults.filter(({ lastAt, clearedAt, firstAt }) => firstAt < to && (lastAt >= from || clearedAt === null || clearedAt > from)), ...losses, ...ended]
    const silent = Map.groupBy(lost, ({ station }) => station).values()
    const unobservedMs = [...silent].reduce((sum, spans) => sum + lengthOf(within(union(spans.map((span) => ({ from: span.from, to: span.to ?? now }))), { from, to })), 0)
    return { entries: entries.filter(isHere).sort((a, b) => b.lastAt - a.lastAt), unobservedMs }
  }

  return {
    errors,
    failedAttempts: ({ scope, first, last, limit }: Parameters<KpiReader['failedAttempts']>[0]) =>
      failed.all({ first, last, limit, evse: scope.evse, stations: namesOf(scope) }),
    linkQuality: ({ station, from, to, now }: Parameters<KpiReader['linkQuality']>[0]) =>
      linkQualityOf({
        from,
        to: Math.min(to, now),
        calls: calls.all(station, from, to),
        frames: frames.all(station, from, to),
        links: links.all(station, to, from),
        outages: allOutages.all(station, to, from),
      }),
  }
}

const blank: Omit<ErrorAt, 'station' | 'kind' | 'firstAt' | 'lastAt'> = {
  evse: null, code: null, vendorCode: null, vendorId: null, info: null, count: 1, clearedAt: null, session: null,
}
