import type { HandshakeRow } from '#contract/handshakes'
import type { HandshakeOutcome } from '#contract/vocabulary'

/** How much an outcome concerns a technician: fine, a warning, a failure, or somebody who is no charger. */
export type Weight = 'good' | 'warning' | 'bad' | 'foreign'

const warnings: ReadonlySet<HandshakeOutcome> = new Set(['compressed-frames', 'link-same-age', 'link-silent', 'link-alternates', 'flapping'])
const foreign: ReadonlySet<HandshakeOutcome> = new Set(['silent', 'port-scan', 'not-http', 'plain-http'])

export function weightOf(outcome: HandshakeOutcome): Weight {
  if (outcome === 'accepted') return 'good'
  if (warnings.has(outcome)) return 'warning'
  return foreign.has(outcome) ? 'foreign' : 'bad'
}

export const weightIcons: Record<Weight, string> = {
  good: 'i-lucide-circle-check',
  warning: 'i-lucide-triangle-alert',
  bad: 'i-lucide-circle-x',
  foreign: 'i-lucide-circle-help',
}

export interface AttemptFilter {
  /** Part of an address or identity. */
  text: string | null
  /** All that did not end well, or one outcome. */
  outcome: 'failed' | HandshakeOutcome | null
  /** Everything that may have come from this charger: by its identity, or from its address. */
  charger: { identity: string; address: string | null } | null
}

/** The newest first. */
export function filterAttempts(rows: Iterable<HandshakeRow>, { text, outcome, charger }: AttemptFilter): HandshakeRow[] {
  const wanted = text?.toLowerCase() ?? null
  const fits = (row: HandshakeRow) => {
    if (outcome === 'failed' ? row.outcome === 'accepted' : outcome !== null && row.outcome !== outcome) return false
    if (wanted !== null && !row.remoteAddress.includes(wanted) && !(row.identity ?? '').toLowerCase().includes(wanted)) return false
    if (charger === null) return true
    return row.identity === null ? row.remoteAddress === charger.address : row.identity.toLowerCase() === charger.identity.toLowerCase()
  }
  return [...rows].filter(fits).sort((a, b) => b.at - a.at || b.id - a.id)
}

export interface AttemptGroup {
  address: string
  rows: HandshakeRow[]
  count: number
}

/** By address, in the order of the latest attempt. Takes the rows newest first. */
export function groupByAddress(rows: readonly HandshakeRow[]): AttemptGroup[] {
  const groups = new Map<string, AttemptGroup>()
  for (const row of rows) {
    const group = groups.get(row.remoteAddress) ?? { address: row.remoteAddress, rows: [], count: 0 }
    group.rows.push(row)
    group.count += row.count
    groups.set(row.remoteAddress, group)
  }
  return [...groups.values()]
}
