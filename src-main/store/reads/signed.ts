import type { Database } from 'better-sqlite3'
import type { Page } from '#contract/read-models'
import type { SignedRow, SignedSession } from '#contract/signed'
import type { SignedRequest } from '../../app/signed-ports'
import { checkSession } from '../../domain/signed/check-session'
import { configuredKeys, keysAt } from '../../domain/signed/configured-keys'
import type { SignedSubject, StoredSignedValue } from '../../domain/signed/evidence'
import { lastPageOf } from '../../domain/signed/last-page'
import type { SessionDbRow } from '../tables/session-row'

/** How far back the key and the page before a session are looked for, in sessions of its connector. */
const SESSIONS_BACK = 20

type SubjectRow = Pick<SessionDbRow, 'session' | 'station' | 'evse' | 'connector' | 'started_at' | 'ended_at' | 'energy_mwh' | 'id_token'> & {
  meter_serial: string | null
}
type ListedRow = SubjectRow & { station_name: string | null; person: string | null }

const subjectColumns = /* sql */ `
  session.session, session.station, session.evse, session.connector, session.started_at, session.ended_at, session.energy_mwh,
  session.id_token, station.facts ->> 'meterSerial' as meter_serial
`

/** At the same connector, the last first. Reads an index of its own: a check of a month asks it of every session. */
export const sessionsBefore = /* sql */ `
  select session from session where station = @station and state = 'completed' and started_at < @startedAt
    and evse is @evse and connector is @connector
  order by started_at desc, session desc limit ${SESSIONS_BACK}
`

/** Checks what was signed of sessions. Prepared once: a check of a month asks a thousand times. */
export function signedReads(database: Database) {
  const subject = database.prepare<[number], SubjectRow>(/* sql */ `
    select ${subjectColumns} from session join station on station.station = session.station where session.session = ?
  `)
  // A charger that has signed once is expected to go on: a session without any is one that something is missing of.
  const listed = database.prepare<Record<string, unknown>, ListedRow>(/* sql */ `
    select ${subjectColumns}, station.name as station_name, session.person
    from session join station on station.station = session.station
    where session.state = 'completed' and session.merged_into is null and station.admission = 'registered'
      and session.started_at >= @from and session.started_at <= @upTo and (@station is null or session.station = @station)
      and (@startedAt is null or (session.started_at, session.session) < (@startedAt, @session))
      and (
        exists (select 1 from signed_value where signed_value.station = session.station and signed_value.at <= session.ended_at)
        or exists (select 1 from signed_value where signed_value.session = session.session)
      )
    order by session.started_at desc, session.session desc limit @limit
  `)
  const values = database.prepare<[number], StoredSignedValue>(/* sql */ `
    select id, at, context, format, encoding, content as text, public_key as publicKey from signed_value where session = ? order by at, id
  `)
  const before = database.prepare<Record<string, unknown>, number>(sessionsBefore).pluck()
  const typed = database.prepare<[string], { evse: number | null; text: string }>(/* sql */ `
    select evse, content as text from meter_key where station = ? order by id desc
  `)
  const settings = database.prepare<[string], string>(/* sql */ `select settings from configuration where station = ?`).pluck()

  function configured(station: string) {
    const stored = settings.get(station)
    // Written by tables/configuration.ts alone.
    return stored === undefined ? [] : configuredKeys(JSON.parse(stored) as { name: string; value: string | null }[])
  }

  /** Of the last session there that was signed. */
  function earlier(row: SubjectRow): { values: StoredSignedValue[]; session: number } | null {
    const ids = before.all({ station: row.station, startedAt: row.started_at, evse: row.evse, connector: row.connector })
    for (const session of ids) {
      const found = values.all(session)
      if (found.length > 0) return { values: found, session }
    }
    return null
  }

  function subjectOf(row: SubjectRow): SignedSubject {
    const last = earlier(row)
    const told = last?.values.findLast(({ publicKey }) => publicKey !== null)?.publicKey ?? null
    const page = last && lastPageOf(last.values)
    return {
      session: row.session,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      energyWh: row.energy_mwh / 1000,
      idToken: row.id_token,
      meterSerial: row.meter_serial,
      before: page && { ...page, session: last.session },
      keys: [
        ...keysAt(typed.all(row.station), row.evse).map(({ text }) => ({ source: 'person' as const, text })),
        ...keysAt(configured(row.station), row.evse).map(({ text }) => ({ source: 'configuration' as const, text })),
        ...(told === null ? [] : [{ source: 'earlier' as const, text: told }]),
      ],
    }
  }

  const check = (row: SubjectRow): SignedSession => checkSession(subjectOf(row), values.all(row.session))

  function rowOf(row: ListedRow): SignedRow {
    const { state, values: found, signedWh, billedWh, checks } = check(row)
    return {
      session: row.session,
      station: row.station,
      stationName: row.station_name,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      personName: row.person,
      state,
      values: found.length,
      signedWh,
      billedWh,
      keySource: found.find(({ key }) => key !== null)?.key?.source ?? null,
      notPassed: checks.filter(({ outcome }) => outcome !== 'passed'),
    }
  }

  return {
    session({ session }: { session: number }): SignedSession | null {
      const row = subject.get(session)
      return row ? check(row) : null
    },
    check({ from, to, station, cursor, limit }: SignedRequest): Page<SignedRow> {
      const [startedAt, session] = cursor === null ? [null, null] : cursor.split(':').map(Number)
      const rows = listed.all({ from, upTo: startedAt ?? to - 1, station, startedAt, session, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return { rows: page.map(rowOf), next: last ? `${last.started_at}:${last.session}` : null }
    },
  }
}
