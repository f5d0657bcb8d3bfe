import { highestNumber, missingNumbers, MOST_PARTS } from '../part-numbers'
import type { ReportedSetting } from '../station-message'

/** A report that comes in numbered parts, in any order, some of them twice or late. */
export interface ReportAssembly {
  requestId: number
  /** The settings of each part, by its number. */
  parts: ReadonlyMap<number, readonly ReportedSetting[]>
  /** Number of the part that said that it is the last; null: none has yet. */
  last: number | null
}

export const emptyReport = (requestId: number): ReportAssembly => ({ requestId, parts: new Map(), last: null })

export function withPart(
  report: ReportAssembly,
  part: { seqNo: number; isLast: boolean; settings: readonly ReportedSetting[] },
): ReportAssembly {
  if (report.parts.size >= MOST_PARTS && !report.parts.has(part.seqNo)) return report
  const parts = new Map(report.parts).set(part.seqNo, part.settings)
  return { ...report, parts, last: part.isLast && part.seqNo >= 0 ? part.seqNo : report.last }
}

/** Numbers of the parts that are missing before the last one that is known. */
const missingParts = ({ parts, last }: ReportAssembly): string[] => missingNumbers(parts.keys(), last ?? highestNumber(parts.keys()))

export const isWhole = (report: ReportAssembly): boolean => report.last !== null && missingParts(report).length === 0

/** What is missing, for people: part numbers, and the end where none said that it was the last. */
export function gapsOf(report: ReportAssembly): string[] {
  return [...missingParts(report), ...(report.last === null ? ['end'] : [])]
}

/** The settings in the order of their parts; of one that is told twice, the later part counts. */
export function settingsOf({ parts }: ReportAssembly): ReportedSetting[] {
  const inOrder = [...parts].sort(([a], [b]) => a - b).flatMap(([, settings]) => settings)
  return [...new Map(inOrder.map((setting) => [setting.name, setting])).values()]
}
