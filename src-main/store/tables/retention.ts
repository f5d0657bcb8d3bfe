import type { Database } from 'better-sqlite3'
import type { Settings } from '#contract/read-models'

const DAY = 86_400_000
/** Rows deleted at a time: a few milliseconds, so that no answer waits for the broom. */
const STEP = 500
/** The next step where one was not enough: 2,500 rows a second are more than a busy depot writes. */
const REST_MS = 200
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
  let goingOn: NodeJS.Timeout | undefined

  function sweep(now: number, settings: Settings): void {
    let isMore = frames.run(now - settings.keepFramesDays * DAY).changes === STEP
    for (const { statement, days } of rules) {
      if (statement.run(now - days * DAY).changes === STEP) isMore = true
    }
    goingOn = isMore ? setTimeout(again, REST_MS, now, settings).unref() : undefined
  }

  function again(now: number, settings: Settings): void {
    goingOn = undefined
    if (!database.open) return
    try {
      sweep(now, settings)
    } catch {
      // No room, or a lock: the next call of `clean` meets the same and tells its caller.
    }
  }

  return {
    /** Goes on by itself, step by step, until nothing is left to delete. */
    clean(now: number, settings: Settings) {
      clearTimeout(goingOn)
      sweep(now, settings)
    },
  }
}
