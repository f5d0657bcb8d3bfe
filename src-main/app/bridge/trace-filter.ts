import type { TraceFilter } from '#contract/api/trace'
import type { TraceLine } from '#contract/trace'

/** The same of a frame that comes in as the store says of one that it holds. */
export function matches(line: TraceLine, filter: TraceFilter): boolean {
  const { station, action, direction, text, kind, connection, messageId, session, finding, from, to } = filter
  if (station !== null && (typeof station === 'string' ? line.station !== station : !station.includes(line.station))) return false
  if (action && !line.action?.toLowerCase().includes(action.toLowerCase())) return false
  if (direction !== null && line.direction !== direction) return false
  if (kind && !isOfKind(line, kind)) return false
  if (connection && line.connection !== connection) return false
  if (messageId && line.messageId !== messageId) return false
  if (session != null && line.session !== session) return false
  if (finding && !line.findings.some((found) => found === finding || found.startsWith(`${finding}:`))) return false
  if (from != null && line.at < from) return false
  if (to != null && line.at > to) return false
  // The text last: it is the only costly one.
  return !text || line.text.toLowerCase().includes(text.toLowerCase())
}

function isOfKind({ kind, findings }: TraceLine, wanted: NonNullable<TraceFilter['kind']>): boolean {
  switch (wanted) {
    case 'call':
      return kind === 'call' || kind === 'send'
    case 'answer':
      return kind === 'result' || kind === 'error'
    case 'error':
      return kind === 'error' || kind === 'result-error' || kind === 'unreadable'
    case 'finding':
      return findings.length > 0
  }
}
