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
  const parts = new Map(report.parts).set(part.seqNo, part.settings)
  return { ...report, parts, last: part.isLast ? part.seqNo : report.last }
}

/** Numbers of the parts that are missing before the last one that is known. */
export function missingParts({ parts, last }: ReportAssembly): number[] {
  const end = last ?? Math.max(-1, ...parts.keys())
  return Array.from({ length: end + 1 }, (_, seqNo) => seqNo).filter((seqNo) => !parts.has(seqNo))
}

export const isWhole = (report: ReportAssembly): boolean => report.last !== null && missingParts(report).length === 0

/** What is missing, for people: part numbers, and the end where none said that it was the last. */
export function gapsOf(report: ReportAssembly): string[] {
  const missing = missingParts(report).map((seqNo) => `#${seqNo}`)
  return report.last === null ? [...missing, 'end'] : missing
}

/** The settings in the order of their parts; of one that is told twice, the later part counts. */
export function settingsOf({ parts }: ReportAssembly): ReportedSetting[] {
  const inOrder = [...parts].sort(([a], [b]) => a - b).flatMap(([, settings]) => settings)
  return [...new Map(inOrder.map((setting) => [setting.name, setting])).values()]
}
