import type { CommandRecord, CommandReport } from '#contract/commands'
import type { StationMessage } from '../../domain/station-message'
import type { Clock } from '../ports'

type Part = Extract<StationMessage, { kind: 'customer-report' }>

/** More than a station can know of one customer; a flood must not make one row of the history huge. */
const MOST_PARTS = 200
/** The standard has 512. */
const MOST_CHARACTERS_OF_PART = 4096
const MOST_CHARACTERS = 128 * 1024
/** Commands that stations may still be telling of. */
const MOST_AWAITED = 50
/** A report in 200 parts is one write, not 200. */
const SAVE_MS = 1_000

/** Actions of which a station tells in messages of its own, after its answer or before it. */
const toldLater = new Set(['CustomerInformation'])

/** What follows commands of this run, put to the command that asked. */
export interface FollowUps {
  /** The command with what was told of it so far; it is kept in mind. */
  noted(record: CommandRecord): CommandRecord
  told(station: string, part: Part): void
  /** Keeps what waits. */
  stop(): void
}

export function createFollowUps(parts: {
  clock: Clock
  keep: (record: CommandRecord) => void
  /** It told more than is kept. */
  exceeded: (station: string, detail: string) => void
}): FollowUps {
  /** By what a part says of itself. Of several that ask for the same, the one that was sent last. */
  const awaited = new Map<string, CommandRecord>()
  const saving = new Map<string, () => void>()

  function save(key: string): void {
    const cancel = saving.get(key)
    const record = awaited.get(key)
    saving.delete(key)
    cancel?.()
    if (cancel && record) parts.keep(record)
  }

  return {
    noted(record) {
      const key = keyOf(record)
      const known = key === null ? undefined : awaited.get(key)
      if (key === null || (known && known.id > record.id)) return record
      if (known && known.id !== record.id) save(key)
      const noted = { ...record, report: record.report ?? (known?.id === record.id ? known.report : null) }
      awaited.delete(key)
      awaited.set(key, noted)
      for (const oldest of [...awaited.keys()].slice(0, -MOST_AWAITED)) {
        save(oldest)
        awaited.delete(oldest)
      }
      return noted
    },
    told(station, part) {
      const key = partKey(station, part.asked, part.requestId)
      const record = awaited.get(key)
      if (!record) return
      const { report, isCut } = withReportPart(record.report, part)
      if (isCut) parts.exceeded(station, `${part.asked}: ${report.parts.length} parts`)
      awaited.set(key, { ...record, report })
      if (!saving.has(key)) saving.set(key, parts.clock.after(SAVE_MS, () => save(key)))
    },
    stop: () => [...saving.keys()].forEach(save),
  }
}

const partKey = (station: string, action: string, requestId: number | null) => `${station} ${action} ${requestId ?? ''}`

function keyOf({ station, action, request }: CommandRecord): string | null {
  if (action === null || !toldLater.has(action) || request.kind !== 'raw') return null
  const { requestId } = request.payload
  return typeof requestId === 'number' ? partKey(station, action, requestId) : null
}

/** A part that comes twice counts once. */
export function withReportPart(report: CommandReport | null, { seqNo, isLast, text }: Part): { report: CommandReport; isCut: boolean } {
  const before = report ?? { parts: [], last: null }
  const at = seqNo ?? before.parts.length
  const others = before.parts.filter((part) => part.seqNo !== at)
  const room = Math.min(MOST_CHARACTERS_OF_PART, MOST_CHARACTERS - others.reduce((sum, part) => sum + part.text.length, 0))
  const last = isLast ? at : before.last
  if (others.length >= MOST_PARTS || room <= 0) return { report: { ...before, last }, isCut: true }
  const parts = [...others, { seqNo: at, text: beginningOf(text, room) }].sort((a, b) => a.seqNo - b.seqNo)
  return { report: { parts, last }, isCut: text.length > room }
}

/** A copy: what `slice` gives keeps the whole text in memory, which may be a frame of megabytes. */
const beginningOf = (text: string, length: number) => (text.length <= length ? text : Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le'))
