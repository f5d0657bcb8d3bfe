import type { Database } from 'better-sqlite3'
import type { Finding, SecurityEventRow } from '#contract/stations'
import type { Commit } from '../../app/ports'

const SECURITY_EVENTS_SHOWN = 20

/** What was noticed beside the sessions: status changes, findings, security events. */
export function observationTables(database: Database) {
  const insertStatus = database.prepare<unknown[]>(/* sql */ `
    insert into status_change
      (station, evse, connector, at, received_at, status, charging_state, raw_status, error_code, vendor_code, vendor_id, error_info)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const repeatStatus = database.prepare<unknown[]>(/* sql */ `
    update status_change set repeats = repeats + 1
    where id = (select max(id) from status_change where station = ? and evse = ? and connector = ?)
  `)
  const insertIdentification = database.prepare<Commit['identifications'][number]>(/* sql */ `
    insert into identification (station, at, token, standing, session) values (@station, @at, @token, @standing, @session)
  `)
  const upsertFinding = database.prepare<unknown[]>(/* sql */ `
    insert into finding (station, code, count, first_at, last_at, example) values (?, ?, ?, ?, ?, ?)
    on conflict (station, code) do update set
      count = count + excluded.count, last_at = excluded.last_at, example = excluded.example
  `)
  const findings = database.prepare<[string], Finding>(/* sql */ `
    select code, count, first_at as firstAt, last_at as lastAt, example from finding where station = ? order by last_at desc
  `)
  const insertSecurity = database.prepare<unknown[]>(/* sql */ `
    insert into security_event (station, event, at, info) values (?, ?, ?, ?)
  `)
  const securityEvents = database.prepare<unknown[], SecurityEventRow>(/* sql */ `
    select event, at, info from security_event where station = ? order by id desc limit ?
  `)
  return {
    findings: (station: string) => findings.all(station),
    securityEvents: (station: string) => securityEvents.all(station, SECURITY_EVENTS_SHOWN),
    saveStatus({ station, change }: Commit['statusChanges'][number]) {
      const key = [station, change.evse, change.connector]
      if (change.isRepeat && repeatStatus.run(...key).changes > 0) return
      const { at, receivedAt, status, chargingState, rawStatus, errorCode, vendorCode, vendorId, info } = change
      insertStatus.run(...key, at, receivedAt, status, chargingState, rawStatus, errorCode, vendorCode, vendorId, info?.slice(0, 500) ?? null)
    },
    saveIdentification: (row: Commit['identifications'][number]) => void insertIdentification.run(row),
    saveFinding({ station, code, count, at, detail }: Commit['findings'][number]) {
      upsertFinding.run(station, code, count, at, at, detail.slice(0, 500))
    },
    saveSecurityEvent({ station, event, at, info }: Commit['securityEvents'][number]) {
      insertSecurity.run(station, event, at, info)
    },
  }
}
