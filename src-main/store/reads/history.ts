import type { Database } from 'better-sqlite3'
import type { HistoryFilter } from '#contract/api/sessions'
import type { Page, SessionRow } from '#contract/read-models'
import { viewOfSession } from '../../domain/session-view'
import { type SessionDbRow, toSession } from '../tables/session-row'

type HistoryDbRow = SessionDbRow & { station_name: string; inactivity_ms: number | null; charged_until: number | null; price_amount: number | null; price_currency: string | null }

/**
 * One page of ended sessions of registered stations, the last started first. Keyset paging: the cursor is the last
 * row's start and id, so a page costs the same wherever it is.
 */
export function readHistory(
  database: Database,
  request: { filter: HistoryFilter; cursor: string | null; limit: number },
): Page<SessionRow> {
  const { filter, cursor, limit } = request
  const [startedAt, session] = cursor ? cursor.split(':').map(Number) : [null, null]
  const conditions = [
    `session.state = 'completed'`,
    `station.admission = 'registered'`,
    // A part of another session was none of its own.
    `session.merged_into is null`,
    ...(filter.station === null ? [] : ['session.station = @station']),
    ...(filter.text === null || filter.text === ''
      ? []
      : [`(session.station like @text escape '\\' or station.name like @text escape '\\' or session.id_token like @text escape '\\' or session.person like @text escape '\\')`]),
    ...(cursor === null ? [] : ['(session.started_at, session.session) < (@startedAt, @session)']),
  ]
  const rows = database
    .prepare<unknown[], HistoryDbRow>(
      /* sql */ `
        select session.*, station.name as station_name
        from session join station on station.station = session.station
        where ${conditions.join(' and ')}
        order by session.started_at desc, session.session desc limit @limit
      `,
    )
    .all({
      ...(filter.station === null ? {} : { station: filter.station }),
      ...(filter.text === null || filter.text === '' ? {} : { text: likePattern(filter.text) }),
      ...(cursor === null ? {} : { startedAt, session }),
      limit: limit + 1,
    })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map((row) =>
      viewOfSession(
        toSession(row),
        {
          stationName: row.station_name,
          linkDownSince: null,
          use: { inactivityMs: row.inactivity_ms, chargedUntil: row.charged_until },
          price: row.price_amount === null || row.price_currency === null ? null : { amount: row.price_amount, currency: row.price_currency, isFinal: true },
        },
        row.ended_at ?? 0,
      ),
    ),
    next: last ? `${last.started_at}:${last.session}` : null,
  }
}

export const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`
