import type { HandshakeDetail, HandshakeRow } from '#contract/handshakes'
import { createKeyedFeed } from '../feeds/keyed-feed'
import type { Clock } from '../ports'

/** Of each kind, so that a depot's worth of good connections leaves room for those that failed. */
const MOST_SHOWN = 500

/** The latest connection attempts as windows see them. */
export function createHandshakeView(clock: Clock, stored: readonly HandshakeDetail[]) {
  // In the order of their latest attempt, so that the oldest are the first.
  const shown = { good: new Map<number, HandshakeRow>(), bad: new Map<number, HandshakeRow>() }
  for (const row of stored.toReversed()) take(row)

  /** Returns the row that had to go. */
  function take({ evidence: _evidence, request: _request, ...row }: HandshakeDetail): number | null {
    const rows = row.outcome === 'accepted' ? shown.good : shown.bad
    rows.delete(row.id)
    rows.set(row.id, row)
    const oldest = rows.keys().next()
    if (rows.size <= MOST_SHOWN || oldest.done === true) return null
    rows.delete(oldest.value)
    return oldest.value
  }

  const feed = createKeyedFeed<number, HandshakeRow>({
    clock,
    all: () => [...shown.good.values(), ...shown.bad.values()].sort((a, b) => b.at - a.at || b.id - a.id),
    read: (key) => shown.bad.get(key) ?? shown.good.get(key) ?? null,
  })
  return {
    feed,
    changed: (rows: readonly HandshakeDetail[]) => feed.touch(rows.flatMap((row) => [row.id, take(row) ?? row.id])),
  }
}
