import type { HandshakeRow } from '#contract/read-models'

/** Attempts that failed in the same way, as one: a charger tries again every few seconds for days. */
export interface HandshakeGroup {
  key: string
  /** The newest of them. */
  latest: HandshakeRow
  count: number
  firstAt: number
}

/** Groups by who tried and what came of it, the most recent group first. */
export function groupHandshakes(rows: Iterable<HandshakeRow>): HandshakeGroup[] {
  const groups = new Map<string, HandshakeGroup>()
  for (const row of rows) {
    const key = JSON.stringify([row.remoteAddress, row.identity, row.outcome])
    const group = groups.get(key)
    if (!group) {
      groups.set(key, { key, latest: row, count: 1, firstAt: row.at })
      continue
    }
    group.count++
    group.firstAt = Math.min(group.firstAt, row.at)
    if (row.at >= group.latest.at) group.latest = row
  }
  return [...groups.values()].sort((a, b) => b.latest.at - a.latest.at)
}
