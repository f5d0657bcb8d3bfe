import type { Database } from 'better-sqlite3'
import type { Sample } from '#contract/sessions'
import type { FrameRecord } from '../../app/trace-ports'

/** The two tables that grow with every message: raw frames and meter samples. */
export function trafficTables(database: Database) {
  const insertFrame = database.prepare<unknown[]>(/* sql */ `
    insert into frame (id, at, station, connection, direction, kind, action, message_id, text, round_trip_ms, findings, session)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  // A replayed reading is the same reading (quirk T06): the key says so, and the first one stays.
  const insertSample = database.prepare<unknown[]>(/* sql */ `
    insert or ignore into sample (session, at, quantity, phase, context, value) values (?, ?, ?, ?, ?, ?)
  `)
  const lastFrame = database.prepare<[], { id: number | null }>(/* sql */ `select max(id) as id from frame`)
  return {
    lastFrameId: () => lastFrame.get()?.id ?? 0,
    saveFrame(frame: FrameRecord) {
      insertFrame.run(
        frame.id,
        frame.at,
        frame.station,
        frame.connection,
        frame.direction,
        frame.kind,
        frame.action,
        frame.messageId,
        frame.text,
        frame.roundTripMs,
        frame.findings.length === 0 ? null : JSON.stringify(frame.findings),
        frame.session,
      )
    },
    saveSamples(session: number, samples: readonly Sample[]) {
      for (const { at, quantity, phase, context, value } of samples) {
        insertSample.run(session, at, quantity, phase ?? '', context, value)
      }
    },
  }
}
