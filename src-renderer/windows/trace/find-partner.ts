import type { TraceLine } from '#contract/read-models'
import type { TraceEntry } from './trace-window'

/**
 * The other half of an exchange among the rows: the answer to a call, or the call of an answer. Message ids are used
 * again by some stations (quirk F07), so the nearest fitting frame counts.
 */
export function findPartner(entries: readonly TraceEntry[], line: TraceLine): TraceLine | null {
  if (line.messageId === null) return null
  const isPartner = (entry: TraceEntry) =>
    entry.kind === 'line' && entry.line.messageId === line.messageId && entry.line.connection === line.connection
    && entry.line.direction !== line.direction && isAnswer(entry.line) !== isAnswer(line)
    && (isAnswer(line) ? entry.line.id < line.id : entry.line.id > line.id)
  const found = isAnswer(line) ? entries.findLast(isPartner) : entries.find(isPartner)
  return found?.kind === 'line' ? found.line : null
}

const isAnswer = ({ kind }: TraceLine) => kind === 'result' || kind === 'error'
