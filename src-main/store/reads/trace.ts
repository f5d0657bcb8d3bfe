import type { Database } from 'better-sqlite3'
import type { TraceFilter } from '#contract/api/trace'
import type { Bookmark, TraceLine, TracePage } from '#contract/trace'
import { SHOWN_TEXT_LENGTH } from '#contract/shown-text'
import type { SearchIndex } from '../search/search-index'
import { bitsOf } from '../search/signature'
import { conditionOf } from './frame-filter'

/** A page is given up to its reader after this, full or not: what else waits for this thread has its turn then. */
const PAGE_MS = 150
/** Ids that are looked at in one query at first; as many more as it was quick. */
const FIRST_STRETCH = 4_096
const LONGEST_STRETCH = 2_000_000
/** The clock of this computer may have been set back between two frames. */
const CLOCK_SLACK_MS = 600_000
/** A call and its answer are not further apart than this many frames of all stations. */
const PARTNER_DISTANCE = 200_000

type FrameDbRow = Omit<TraceLine, 'findings' | 'truncated'> & { findings: string | null; length: number }

const columns = /* sql */ `
  frame.id, frame.at, frame.station, frame.connection, frame.direction, frame.kind, frame.action,
  frame.message_id as messageId, substr(frame.text, 1, ${SHOWN_TEXT_LENGTH}) as text, length(frame.text) as length,
  frame.round_trip_ms as roundTripMs, frame.findings, frame.session, bookmark.note as bookmark
`
const source = /* sql */ `frame left join bookmark on bookmark.frame = frame.id`

export interface Found<T> {
  rows: T[]
  /** Ids from here on were not looked at; null: all were. */
  next: number | null
}

export interface Walk {
  database: Database
  index: SearchIndex
  filter: TraceFilter
  cursor: string | null
  order: 'older' | 'newer'
  columns: string
}

/** Walks over the frames in stretches, so that it can be left at any time; `isEnough` after each row. */
export function walkFrames<T>({ database, index, filter, cursor, order, columns: selected }: Walk, isEnough: (rows: T[], row: T) => boolean): Found<T> {
  const bounds = boundsOf(database, filter)
  if (!bounds) return { rows: [], next: null }
  const { sql, values } = conditionOf(filter)
  const isOlder = order === 'older'
  const stretchOf = database.prepare<unknown[], T>(/* sql */ `
    select ${selected} from ${source}
    where frame.id >= @first and frame.id < @before ${sql} order by frame.id ${isOlder ? 'desc' : 'asc'}
  `)
  const bits = isOlder && filter.text ? bitsOf(filter.text) : null
  const deadline = performance.now() + PAGE_MS
  const rows: T[] = []
  let size = FIRST_STRETCH
  let at = cursor === null ? (isOlder ? bounds.before : bounds.first) : isOlder ? Math.min(Number(cursor), bounds.before) : Math.max(Number(cursor) + 1, bounds.first)
  while (isOlder ? at > bounds.first : at < bounds.before) {
    if (performance.now() >= deadline) return { rows, next: at }
    const wanted = isOlder ? { from: at - size, before: at } : { from: at, before: at + size }
    const stretch = bits === null || filter.session != null ? wanted : index.stretchBelow(at, bits)
    if (stretch === null) break
    const startAt = performance.now()
    const first = Math.max(stretch.from, bounds.first)
    const before = Math.min(stretch.before, bounds.before)
    for (const row of stretchOf.iterate({ ...values, first, before })) {
      if (isEnough(rows, row)) return { rows, next: idOf(rows.at(-1), isOlder) }
      rows.push(row)
    }
    at = isOlder ? first : before
    size = performance.now() - startAt < PAGE_MS / 8 ? Math.min(size * 2, LONGEST_STRETCH) : Math.max(size / 4, 256)
  }
  return { rows, next: null }
}

/** Behind the last row of a page. */
const idOf = (row: unknown, isOlder: boolean) => (row as { id: number }).id + (isOlder ? 0 : 1)

/** The ids that can match, by the indexes: of a session, of a stretch of time, or all. */
function boundsOf(database: Database, { session, from, to }: TraceFilter): { first: number; before: number } | null {
  const ends = session != null
    ? database.prepare<[number], { first: number | null; last: number }>(/* sql */ `
        select min(id) as first, max(id) as last from frame where session = ?
      `).get(session)
    : database.prepare<[], { first: number | null; last: number }>(/* sql */ `
        select (select min(id) from frame) as first, (select max(id) from frame) as last
      `).get()
  if (!ends || ends.first === null) return null
  const first = from == null ? ends.first : Math.max(ends.first, firstIdAt(database, from - CLOCK_SLACK_MS, ends.last))
  const before = to == null ? ends.last + 1 : Math.min(ends.last + 1, firstIdAt(database, to + CLOCK_SLACK_MS, ends.last))
  return first < before ? { first, before } : null
}

/** The first frame of an instant or after it: ids rise with time, so halves do instead of an index. */
function firstIdAt(database: Database, at: number, last: number): number {
  const from = database.prepare<[number], { id: number; at: number }>(/* sql */ `select id, at from frame where id >= ? order by id limit 1`)
  let low = 0
  let high = last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = from.get(middle)
    if (!row || row.at >= at) high = middle
    else low = row.id + 1
  }
  return low
}

export function readTrace(
  database: Database,
  index: SearchIndex,
  { filter, cursor, limit, order = 'older' }: { filter: TraceFilter; cursor: string | null; limit: number; order?: 'older' | 'newer' },
): TracePage {
  const found = walkFrames<FrameDbRow>({ database, index, filter, cursor, order, columns }, (rows) => rows.length >= limit)
  return {
    rows: found.rows.map(toLine),
    // A cursor names the last frame that was seen.
    next: found.next === null ? null : String(order === 'older' ? found.next : found.next - 1),
    searchedTo: found.next === null ? null : instantOf(database, found.next),
  }
}

export function instantOf(database: Database, id: number): number | null {
  return database.prepare<[number], { at: number }>(/* sql */ `select at from frame where id >= ? order by id limit 1`).get(id)?.at ?? null
}

function toLine({ findings, length, ...row }: FrameDbRow): TraceLine {
  return {
    ...row,
    truncated: length > SHOWN_TEXT_LENGTH,
    // Only our own writer fills the column.
    findings: findings === null ? [] : (JSON.parse(findings) as string[]),
  }
}

export function readFrame(database: Database, id: number): string | null {
  return database.prepare<[number], { text: string }>(/* sql */ `select text from frame where id = ?`).get(id)?.text ?? null
}

export function readLine(database: Database, id: number): TraceLine | null {
  const row = database.prepare<[number], FrameDbRow>(/* sql */ `select ${columns} from ${source} where frame.id = ?`).get(id)
  return row ? toLine(row) : null
}

/** Message ids are used again by some stations (quirk F07), so the nearest fitting frame counts. */
export function readPartner(database: Database, id: number): TraceLine | null {
  const line = readLine(database, id)
  if (!line || line.messageId === null) return null
  const isAnswer = line.kind === 'result' || line.kind === 'error'
  const row = database.prepare<unknown[], FrameDbRow>(/* sql */ `
    select ${columns} from ${source}
    where frame.station = @station and frame.id > @first and frame.id < @before
      and frame.connection = @connection and frame.message_id = @messageId and frame.direction <> @direction
      and frame.kind in (${isAnswer ? `'call', 'send'` : `'result', 'error'`})
    order by frame.id ${isAnswer ? 'desc' : 'asc'} limit 1
  `).get({
    station: line.station,
    connection: line.connection,
    messageId: line.messageId,
    direction: line.direction,
    first: isAnswer ? id - PARTNER_DISTANCE : id,
    before: isAnswer ? id : id + PARTNER_DISTANCE,
  })
  return row ? toLine(row) : null
}

export function readBookmarks(database: Database): Bookmark[] {
  return database
    .prepare<[], FrameDbRow & { bookmarkedAt: number }>(/* sql */ `
      select ${columns}, bookmark.at as bookmarkedAt from bookmark join frame on frame.id = bookmark.frame order by frame.id desc
    `)
    .all()
    .map(({ bookmarkedAt, ...row }) => ({ line: toLine(row), note: row.bookmark ?? '', at: bookmarkedAt }))
}
