import type { Database } from 'better-sqlite3'
import type { Commit } from '../../app/ports'
import type { SessionUse } from '../../domain/session-view'

/** What follows from the course of a session: kept so that lists need not read all of its samples. */
export function courseTables(database: Database) {
  const saveState = database.prepare<unknown[]>(/* sql */ `
    insert into session_state (session, at, state) values (?, ?, ?)
    on conflict (session, at) do update set state = excluded.state
  `)
  const saveActivity = database.prepare<unknown[]>(/* sql */ `
    update session set charging_ms = ?, inactivity_ms = ?, vehicle_ms = ?, station_ms = ?, unclear_ms = ?, idle_after_ms = ?,
      charged_until = ?, used_at = ended_at
    where session = ?
  `)
  const use = database.prepare<[number], SessionUse>(/* sql */ `
    select inactivity_ms as inactivityMs, charged_until as chargedUntil from session where session = ? and used_at is not null
  `)
  const without = database.prepare<[number, number], { session: number }>(/* sql */ `
    select session from session where state = 'completed' and used_at is null and session < ? order by session desc limit ?
  `)
  return {
    saveState: ({ session, at, state }: Commit['sessionStates'][number]) => void saveState.run(session, at, state),
    saveActivity({ session, activity }: Commit['activities'][number]) {
      const { chargingMs, inactivityMs, bySide, idleAfterChargingMs, chargedUntil } = activity
      saveActivity.run(
        chargingMs,
        inactivityMs,
        bySide?.vehicle ?? null,
        bySide?.station ?? null,
        bySide?.unclear ?? null,
        idleAfterChargingMs,
        chargedUntil,
        session,
      )
    },
    use: (session: number) => use.get(session) ?? null,
    withoutActivity: (before: number, limit: number) => without.all(before, limit).map(({ session }) => session),
  }
}
