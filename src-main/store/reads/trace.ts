import type { Database } from 'better-sqlite3'
import type { TraceFilter } from '#contract/api/trace'
import type { Page, TraceLine } from '#contract/read-models'
import { SHOWN_TEXT_LENGTH } from '#contract/shown-text'
import { likePattern } from './history.ts'

type FrameDbRow = Omit<TraceLine, 'findings' | 'truncated'> & { findings: string | null; length: number }

/** One page of frames, the newest first. The cursor is the id of the last one. */
export function readTrace(
  database: Database,
  request: { filter: TraceFilter; cursor: string | null; limit: number },
): Page<TraceLine> {
  const { filter, cursor, limit } = request
  const conditions = [
    ...(cursor === null ? [] : ['id < @cursor']),
    ...(filter.station === null ? [] : ['station = @station']),
    ...(filter.action === null ? [] : ['action = @action']),
    ...(filter.direction === null ? [] : ['direction = @direction']),
    ...(filter.text === null || filter.text === '' ? [] : [`text like @text escape '\\'`]),
  ]
  const rows = database
    .prepare<unknown[], FrameDbRow>(
      /* sql */ `
        select id, at, station, connection, direction, kind, action, message_id as messageId,
          substr(text, 1, ${SHOWN_TEXT_LENGTH}) as text, length(text) as length,
          round_trip_ms as roundTripMs, findings
        from frame ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
        order by id desc limit @limit
      `,
    )
    .all({
      ...(cursor === null ? {} : { cursor: Number(cursor) }),
      ...(filter.station === null ? {} : { station: filter.station }),
      ...(filter.action === null ? {} : { action: filter.action }),
      ...(filter.direction === null ? {} : { direction: filter.direction }),
      ...(filter.text === null || filter.text === '' ? {} : { text: likePattern(filter.text) }),
      limit: limit + 1,
    })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page.map(toLine), next: last ? String(last.id) : null }
}

function toLine({ findings, length, ...row }: FrameDbRow): TraceLine {
  return {
    ...row,
    truncated: length > SHOWN_TEXT_LENGTH,
    // Only our own writer fills the column.
    findings: findings === null ? [] : (JSON.parse(findings) as string[]),
  }
}

export function readFrame(database: Database, request: { id: number }): string | null {
  return database.prepare<[number], { text: string }>(/* sql */ `select text from frame where id = ?`).get(request.id)?.text ?? null
}
