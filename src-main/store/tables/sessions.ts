import type { Database } from 'better-sqlite3'
import type { SessionLookup } from '../../app/ports'
import type { Session } from '../../domain/session'
import { type SessionDbRow, toRow, toSession } from './session-row'

const columns = [
  'session', 'station', 'evse', 'connector', 'transaction_id', 'alias', 'id_token', 'person', 'person_id',
  'company_id', 'company_name', 'site_id', 'site_name', 'area_id', 'area_name', 'is_refused', 'state', 'charging_state',
  'started_at', 'start_text', 'start_seen', 'meter_start_mwh', 'ended_at', 'end_received_at', 'end_text', 'reason',
  'raw_reason', 'meter_stop_mwh', 'remote_start_id', 'energy_mwh', 'soc_start', 'soc', 'marks', 'sequence', 'meter',
  'details', 'issues', 'merged_into',
] as const satisfies (keyof SessionDbRow)[]

/** More wait only where nobody ever looks; the newest are what can still be put right. */
const DESK_LIMIT = 20_000

/** What a reading changes; none of it is in an index. */
const moving = ['charging_state', 'energy_mwh', 'soc_start', 'soc', 'marks', 'sequence', 'meter', 'details'] as const satisfies (keyof SessionDbRow)[]
const settled = columns.filter((column) => !(moving as readonly (keyof SessionDbRow)[]).includes(column))

export function sessionTable(database: Database) {
  const upsert = database.prepare<unknown[]>(/* sql */ `
    insert into session (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
    on conflict (session) do update set ${columns.slice(1).map((column) => `${column} = excluded.${column}`).join(', ')},
      -- How its time was used has to be computed anew.
      used_at = null
  `)
  // SQLite writes an index anew when a statement names its column, changed or not: with every reading, seven of them.
  const move = database.prepare<unknown[]>(/* sql */ `
    update session set ${moving.map((column) => `${column} = ?`).join(', ')} where session = ?
  `)
  const open = database.prepare<[], SessionDbRow>(/* sql */ `select * from session where state <> 'completed'`)
  const desk = database.prepare<[], SessionDbRow>(/* sql */ `
    select * from session where issues is not null and state = 'completed' order by session desc limit ${DESK_LIMIT}
  `)
  const byTransaction = database.prepare<unknown[], SessionDbRow>(/* sql */ `
    select * from session where station = @station and transaction_id = @id
    union all select * from session where station = @station and alias = @id
    order by session desc limit 1
  `)
  // Sorted by hand: with `order by`, SQLite would compile this anew for each new value.
  const byStart = database.prepare<unknown[], SessionDbRow>(/* sql */ `
    select * from session where station = ? and start_text = ? and meter_start_mwh is ?
  `)
  const byEnd = database.prepare<unknown[], SessionDbRow>(/* sql */ `
    select * from session where station = ? and end_text = ? and meter_stop_mwh is ? order by session desc limit 1
  `)
  const get = database.prepare<[number], SessionDbRow>(/* sql */ `select * from session where session = ?`)

  const toMwh = (wh: number | null) => (wh === null ? null : Math.round(wh * 1000))
  const first = (row: SessionDbRow | undefined) => (row ? toSession(row) : null)

  const lookup: Omit<SessionLookup, 'use' | 'withoutActivity'> = {
    byTransaction: (station, id) => first(byTransaction.get({ station, id })),
    byStart: (station, start) => byStart.all(station, start.startText, toMwh(start.meterStartWh)).map(toSession).sort((a, b) => b.session - a.session),
    byEnd: (station, end) => first(byEnd.get(station, end.endText, toMwh(end.meterStopWh))),
    isKnownElsewhere: (station, transactionId) => {
      const id = Number(transactionId)
      const row = Number.isInteger(id) && id > 0 ? get.get(id) : undefined
      return row !== undefined && row.station !== station && row.transaction_id === transactionId
    },
    get: (session) => first(get.get(session)),
  }
  /** Running sessions as they were stored last. */
  const stored = new Map<number, SessionDbRow>()
  return {
    lookup,
    open: () => open.all().map(toSession),
    desk: () => desk.all().map(toSession),
    save(session: Session) {
      const row = toRow(session)
      const before = stored.get(row.session)
      if (before && settled.every((column) => before[column] === row[column])) {
        move.run(...moving.map((column) => row[column]), row.session)
      } else {
        upsert.run(columns.map((column) => row[column]))
      }
      if (row.state === 'completed') stored.delete(row.session)
      else stored.set(row.session, row)
    },
    /** After a transaction that was rolled back: nothing is known of what is stored. */
    forget: () => stored.clear(),
  }
}
