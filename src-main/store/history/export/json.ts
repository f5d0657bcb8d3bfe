import type { ExportRow } from './export-row'

/** One session as a line of JSON: the words of the interface of scripts, with times as texts. */
export function jsonLine(row: ExportRow): string {
  const { power: _, isFlowing: _f, stalledSince: _s, linkDownSince: _l, activePhases: _p, ...told } = row
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return `${JSON.stringify({ ...told, startedAt: at(row.startedAt), endedAt: at(row.endedAt), chargedUntil: at(row.chargedUntil) })}\n`
}
