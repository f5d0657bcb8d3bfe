import type { CommandRecord, CommandReport } from '#contract/commands'
import type { StationMessage } from '../../domain/station-message'

type Part = Extract<StationMessage, { kind: 'customer-report' }>

/** More than a station can know of one customer; a flood must not make one row of the history huge. */
const MOST_PARTS = 200

/** The command that a part answers; of several the one that was sent last. Null: nobody here asked. */
export function askedBy(records: readonly CommandRecord[], { asked, requestId }: Part): CommandRecord | null {
  const fits = ({ request, action }: CommandRecord) => action === asked && request.kind === 'raw' && request.payload['requestId'] === requestId
  return records.filter(fits).sort((a, b) => b.id - a.id)[0] ?? null
}

/** A part that comes twice counts once. */
export function withReportPart(report: CommandReport | null, { seqNo, isLast, text }: Part): CommandReport {
  const before = report ?? { parts: [], last: null }
  const at = seqNo ?? before.parts.length
  const parts = [...before.parts.filter((part) => part.seqNo !== at), { seqNo: at, text }].sort((a, b) => a.seqNo - b.seqNo)
  return { parts: parts.slice(0, MOST_PARTS), last: isLast ? at : before.last }
}
