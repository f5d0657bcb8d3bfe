import type { Database } from 'better-sqlite3'
import type { TraceFilter } from '#contract/api/trace'
import type { SearchIndex } from '../search/search-index'
import { instantOf, walkFrames } from './trace'

/** A piece ends after this much text, so that it travels beside the feeds. */
const PIECE_CHARACTERS = 512 * 1024

interface ExportRow {
  id: number
  at: number
  station: string
  connection: string
  direction: string
  kind: string
  action: string | null
  messageId: string | null
  roundTripMs: number | null
  findings: string | null
  session: number | null
  bookmark: string | null
  text: string
}

const columns = /* sql */ `
  frame.id, frame.at, frame.station, frame.connection, frame.direction, frame.kind, frame.action,
  frame.message_id as messageId, frame.round_trip_ms as roundTripMs, frame.findings, frame.session,
  bookmark.note as bookmark, frame.text
`

/** The next piece of an export, the oldest frames first, with their whole texts. */
export function exportFrames(
  database: Database,
  index: SearchIndex,
  { filter, format, cursor }: { filter: TraceFilter; format: 'jsonl' | 'csv'; cursor: string | null },
) {
  let characters = 0
  const found = walkFrames<ExportRow>({ database, index, filter, cursor, order: 'newer', columns }, (rows, row) => {
    if (rows.length > 0 && characters >= PIECE_CHARACTERS) return true
    characters += row.text.length
    return false
  })
  const lines = found.rows.map(format === 'csv' ? csvLine : jsonLine)
  const head = format === 'csv' && cursor === null ? [csvHead] : []
  return {
    text: [...head, ...lines].join(''),
    frames: lines.length,
    next: found.next === null ? null : String(found.next - 1),
    searchedTo: found.next === null ? null : instantOf(database, found.next),
  }
}

const findingsOf = ({ findings }: ExportRow) => (findings === null ? [] : (JSON.parse(findings) as string[]))

function jsonLine({ at, ...row }: ExportRow): string {
  return `${JSON.stringify({ ...row, at: new Date(at).toISOString(), findings: findingsOf({ at, ...row }) })}\n`
}

const csvHead = 'id,time,charger,direction,kind,action,message id,round trip (ms),session,connection,deviations,bookmark,content\r\n'

function csvLine(row: ExportRow): string {
  const { id, at, station, direction, kind, action, messageId, roundTripMs, session, connection, bookmark, text } = row
  const cells = [id, new Date(at).toISOString(), station, direction, kind, action, messageId, roundTripMs, session, connection]
  return `${[...cells, findingsOf(row).join('; '), bookmark, text].map(csvCell).join(',')}\r\n`
}

/** A spreadsheet runs what begins like a formula, and a station may write anything: an apostrophe makes it text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
