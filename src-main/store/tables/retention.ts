import type { Database } from 'better-sqlite3'
import type { Settings } from '#contract/read-models'

const DAY = 86_400_000
/** Rows deleted per call and table: a few milliseconds, so that no answer waits for the broom. */
const STEP = 500
const KEEP_OBSERVATIONS_DAYS = 400
const KEEP_HANDSHAKES_DAYS = 30

/**
 * What is kept how long: raw frames as set, failed handshakes 30 days, status changes, security events and commands
 * 400 days. Sessions with their samples, stations, tokens and findings stay until a person deletes them.
 */
export function retentionRules(database: Database) {
  const oldest = (table: string, age: string) =>
    database.prepare<unknown[]>(/* sql */ `
      delete from ${table} where id in (select id from ${table} order by id limit ${STEP}) and ${age} < ?
    `)
  const frames = oldest('frame', 'at')
  const rules = [
    { statement: oldest('status_change', 'received_at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('security_event', 'at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('command', 'sent_at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('handshake', 'at'), days: KEEP_HANDSHAKES_DAYS },
  ]
  return {
    clean(now: number, settings: Settings) {
      frames.run(now - settings.keepFramesDays * DAY)
      for (const { statement, days } of rules) statement.run(now - days * DAY)
    },
  }
}
