import type { Database } from 'better-sqlite3'
import type { HistoryFilter } from '#contract/session-history'
import type { Page } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'
import { viewOfSession } from '../../domain/session-view'
import { type SessionDbRow, toSession } from '../tables/session-row'

export type HistoryDbRow = SessionDbRow & { station_name: string; inactivity_ms: number | null; charged_until: number | null; price_amount: number | null; price_currency: string | null; tariff_name: string | null }

/**
 * One page of ended sessions of registered stations, or of one of them, the last started first. Keyset paging: the
 * cursor is the last row's start, turned round, and its id, as `pageOf` gives them out.
 */
export function readHistory(
  database: Database,
  { filter: { station }, cursor, limit }: { filter: Pick<HistoryFilter, 'station'>; cursor: string | null; limit: number },
): Page<SessionRow> {
  const [rank, session] = cursor ? cursor.split(':').map(Number) : [null, null]
  const conditions = [
    `session.state = 'completed'`,
    `station.admission = 'registered'`,
    // A part of another session was none of its own.
    `session.merged_into is null`,
    ...(station === null ? [] : ['session.station = @station']),
    ...(cursor === null ? [] : ['(session.started_at, session.session) < (-@rank, @session)']),
  ]
  const rows = database
    .prepare<unknown[], HistoryDbRow>(
      /* sql */ `
        select session.*, station.name as station_name, session_policy.body ->> 'tariffName' as tariff_name
        from session join station on station.station = session.station
          left join session_policy on session_policy.session = session.session
        where ${conditions.join(' and ')}
        order by session.started_at desc, session.session desc limit @limit
      `,
    )
    .all({ ...(station === null ? {} : { station }), ...(cursor === null ? {} : { rank, session }), limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page.map(rowOf), next: last ? `${-last.started_at}:${last.session}` : null }
}

/** The sessions of these ids, in this order. */
export function readRows(database: Database, sessions: readonly number[]): SessionRow[] {
  const one = database.prepare<[number], HistoryDbRow>(/* sql */ `
    select session.*, station.name as station_name, session_policy.body ->> 'tariffName' as tariff_name
    from session join station on station.station = session.station
      left join session_policy on session_policy.session = session.session
    where session.session = ?
  `)
  return sessions.flatMap((session) => one.all(session).map(rowOf))
}

export function rowOf(row: HistoryDbRow): SessionRow {
  return viewOfSession(
    toSession(row),
    {
      stationName: row.station_name,
      linkDownSince: null,
      use: { inactivityMs: row.inactivity_ms, chargedUntil: row.charged_until },
      tariffName: row.tariff_name,
      price: row.price_amount === null || row.price_currency === null ? null : { amount: row.price_amount, currency: row.price_currency, isFinal: true },
    },
    row.ended_at ?? 0,
  )
}

export const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`
