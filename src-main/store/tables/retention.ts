import type { Database } from 'better-sqlite3'
import type { Settings } from '#contract/read-models'
import { bookmarkTable } from './bookmarks'

const DAY = 86_400_000
/** Rows deleted at a time: a few milliseconds, so that no answer waits for the broom. */
const STEP = 500
/** The next step where one was not enough: 2,500 rows a second are more than a busy depot writes. */
const REST_MS = 200
const KEEP_OBSERVATIONS_DAYS = 400
const KEEP_HANDSHAKES_DAYS = 30
const KEEP_LINKS_DAYS = 90
const KEEP_NEWS_DAYS = 90

export interface Sweep {
  now: number
  settings: Settings
  /** Frames before this id are beyond the size that is set. */
  firstKept: number
}

/**
 * What is kept how long: raw frames as set, by age and by size; connection attempts 30 days, connections and events of stations 90 days, status changes, outages, what was
 * tried at chargers and when Plugboard was running, security events, commands and what ended of charging profiles, reservations and alerts 400 days, as
 * well as what somebody saw in the security inbox and requests of certificates that have expired. Sessions with their samples, signed values, figures by day, exclusions, stations,
 * tokens and findings stay until a person deletes them.
 */
export function retentionRules(database: Database) {
  const oldest = (table: string, age: string) =>
    database.prepare<unknown[]>(/* sql */ `
      delete from ${table} where id in (select id from ${table} order by id limit ${STEP}) and ${age} < ?
    `)
  // What nobody saw stays, and the request of a certificate that is still in use.
  const special = [
    /* sql */ `delete from security_item where id in (select id from security_item where seen_at < @age limit ${STEP})`,
    /* sql */ `
      delete from certificate_request
      where id in (select id from certificate_request where at < @age and state <> 'waiting' and coalesce(not_after, 0) < @age limit ${STEP})
    `,
    // What waits is sent first, however long that takes.
    /* sql */ `
      delete from alert_delivery where id in (select id from alert_delivery where created_at < @age and state <> 'pending' order by id limit ${STEP})
    `,
  ].map((sql) => database.prepare<{ age: number }>(sql))
  // By age, or by size: what lies before the first id that is kept. Bookmarked ones stay.
  const frames = database.prepare<unknown[]>(/* sql */ `
    delete from frame where id in (select id from frame where kept is null order by id limit ${STEP}) and (at < ? or id < ?)
  `)
  const bookmarks = bookmarkTable(database)
  const giveBack = roomToGiveBack(database)
  const rules = [
    { statement: oldest('status_change', 'received_at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('security_event', 'at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('command', 'sent_at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('handshake', 'at'), days: KEEP_HANDSHAKES_DAYS },
    { statement: oldest('identification', 'at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('observation', 'to_at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('outage', 'coalesce(to_at, 9e15)'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('failed_attempt', 'at'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: oldest('link', 'coalesce(closed_at, 9e15)'), days: KEEP_LINKS_DAYS },
    { statement: oldest('station_news', 'at'), days: KEEP_NEWS_DAYS },
  ]
  const ended = (table: string) =>
    database.prepare<unknown[]>(/* sql */ `
      delete from ${table} where id in (select id from ${table} where ended_at < ? order by ended_at limit ${STEP})
    `)
  rules.push(
    { statement: ended('charging_profile'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: ended('reservation'), days: KEEP_OBSERVATIONS_DAYS },
    { statement: ended('alert'), days: KEEP_OBSERVATIONS_DAYS },
  )
  let goingOn: NodeJS.Timeout | undefined

  function sweep({ now, settings, firstKept }: Sweep): void {
    bookmarks.keepRecent(now)
    let isMore = frames.run(now - settings.keepFramesDays * DAY, firstKept).changes === STEP
    for (const { statement, days } of rules) {
      if (statement.run(now - days * DAY).changes === STEP) isMore = true
    }
    for (const statement of special) {
      if (statement.run({ age: now - KEEP_OBSERVATIONS_DAYS * DAY }).changes === STEP) isMore = true
    }
    if (giveBack()) isMore = true
    goingOn = isMore ? setTimeout(again, REST_MS, { now, settings, firstKept }).unref() : undefined
  }

  function again(sweepOn: Sweep): void {
    goingOn = undefined
    if (!database.open) return
    try {
      sweep(sweepOn)
    } catch {
      // No room, or a lock: the next call of `clean` meets the same and tells its caller.
    }
  }

  return {
    /** Goes on by itself, step by step, until nothing is left to delete. */
    clean(wanted: Sweep) {
      clearTimeout(goingOn)
      sweep(wanted)
    },
  }
}

/** Pages of 4 KiB given back to the disk at a time; and how many may lie idle, for the frames of the next hours. */
const PAGES_BACK = 250
const IDLE_PAGES = 5_000

/** True: there is more. A database from before this was set keeps its size, and fills its holes first. */
function roomToGiveBack(database: Database): () => boolean {
  if (database.pragma('auto_vacuum', { simple: true }) !== 2) return () => false
  const idle = database.prepare<[], number>('pragma freelist_count').pluck()
  const isIdle = () => (idle.get() ?? 0) > IDLE_PAGES
  return () => {
    if (!isIdle()) return false
    database.pragma(`incremental_vacuum(${PAGES_BACK})`)
    return isIdle()
  }
}
