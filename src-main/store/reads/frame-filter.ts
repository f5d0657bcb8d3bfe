import type { TraceFilter } from '#contract/api/trace'
import { likePattern } from './history'

export interface FrameCondition {
  sql: string
  values: Record<string, string | number>
}

/** A filter as the conditions of a query on `frame`. */
export function conditionOf(filter: TraceFilter): FrameCondition {
  const conditions: string[] = []
  const values: Record<string, string | number> = {}
  const where = (sql: string, name?: string, value?: string | number) => {
    conditions.push(sql)
    if (name !== undefined && value !== undefined) values[name] = value
  }
  const { station, action, direction, text, kind, connection, messageId, session, finding, from, to } = filter
  if (station !== null && typeof station !== 'string') {
    where(`frame.station in (select value from json_each(@stations))`, 'stations', JSON.stringify(station))
  } else if (station !== null) where('frame.station = @station', 'station', station)
  if (action) where(`frame.action like @action escape '\\'`, 'action', likePattern(action))
  if (direction !== null) where('frame.direction = @direction', 'direction', direction)
  if (text) where(`frame.text like @text escape '\\'`, 'text', likePattern(text))
  if (kind) where(kinds[kind])
  if (connection) where('frame.connection = @connection', 'connection', connection)
  if (messageId) where('frame.message_id = @messageId', 'messageId', messageId)
  if (session != null) where('frame.session = @session', 'session', session)
  // As they are stored: ["S02: status Error","schema"].
  if (finding) {
    where(`(frame.findings like @finding escape '\\' or frame.findings like @findingAlone escape '\\')`)
    values.finding = likePattern(`"${finding}:`)
    values.findingAlone = likePattern(`"${finding}"`)
  }
  if (from != null) where('frame.at >= @from', 'from', from)
  if (to != null) where('frame.at <= @to', 'to', to)
  return { sql: conditions.map((condition) => `and ${condition}`).join(' '), values }
}

const kinds = {
  call: `frame.kind in ('call', 'send')`,
  answer: `frame.kind in ('result', 'error')`,
  error: `frame.kind in ('error', 'result-error', 'unreadable')`,
  finding: 'frame.findings is not null',
} as const
