import type { TraceLine } from '#contract/trace'
import type { TraceEntry } from './trace-window'

/**
 * The other half of each exchange among the rows, by the id of the frame: the answer to a call, and the call of an
 * answer. Message ids are used again by some stations (quirk F07), so an answer belongs to the nearest call before it.
 */
export function pairFrames(entries: readonly TraceEntry[]): ReadonlyMap<number, TraceLine> {
  const pairs = new Map<number, TraceLine>()
  const calls = new Map<string, TraceLine>()
  for (const entry of entries) {
    if (entry.kind !== 'line' || entry.line.messageId === null) continue
    const { line } = entry
    const key = (direction: TraceLine['direction']) => `${direction} ${line.connection} ${line.messageId}`
    if (!isAnswer(line)) {
      calls.set(key(line.direction), line)
      continue
    }
    const call = calls.get(key(line.direction === 'in' ? 'out' : 'in'))
    if (!call) continue
    pairs.set(line.id, call)
    // Of answers that were given again the first one counts.
    if (!pairs.has(call.id)) pairs.set(call.id, line)
  }
  return pairs
}

export const isAnswer = ({ kind }: TraceLine) => kind === 'result' || kind === 'error'
