import type { DownCause } from '#contract/kpi-history'
import type { SocketState } from './socket-states'
import { difference, intersection, lengthOf, type Span, union } from './spans'

/** Outage of one port, what of it does not count, and what remains (KPI definitions 8). */

export type Down = Record<DownCause, Span[]>

export interface ExclusionAt extends Span {
  /** Null: all sockets. */
  evse: number | null
  /** Null: whatever the outage is caused by. */
  of: DownCause | null
}

/** The station was told to take a place out of service, or back into it. A place without EVSE is all of it. */
export interface AvailabilityOrder {
  at: number
  evse: number | null
  isOperative: boolean
}

/** `proven`: times in which late data show that it was in use, although the station was not heard of. */
export function downOf(states: readonly SocketState[], { offline, proven }: { offline: readonly Span[]; proven: readonly Span[] }): Down {
  const of = (status: SocketState['status']) => union(states.filter((state) => state.status === status))
  return { faulted: of('faulted'), unavailable: of('unavailable'), offline: difference(union(offline), union(proven)) }
}

/** Times in which a socket is out of service because it was told to be. */
export function orderedOut(orders: readonly AvailabilityOrder[], evse: number, until: number): Span[] {
  const spans: Span[] = []
  let from: number | null = null
  for (const order of [...orders].sort((a, b) => a.at - b.at)) {
    if (order.evse !== null && order.evse !== evse) continue
    if (order.isOperative && from !== null) spans.push({ from, to: order.at })
    if (order.isOperative) from = null
    else from ??= order.at
  }
  return union(from === null ? spans : [...spans, { from, to: until }])
}

export interface Outage {
  /** All of it, and what is left when all that is excluded is taken off. */
  spans: Span[]
  counted: Span[]
}

/** Overlapping causes count once; what overlaps is excluded only where each of the causes is. */
export function outageOf(down: Down, excluded: { exclusions: readonly ExclusionAt[]; ordered: readonly Span[]; closed: readonly Span[] }): Outage {
  const causes: DownCause[] = ['faulted', 'unavailable', 'offline']
  const excusesOf = (cause: DownCause) =>
    union([
      ...excluded.exclusions.filter(({ of }) => of === null || of === cause),
      ...excluded.closed,
      ...(cause === 'unavailable' ? excluded.ordered : []),
    ])
  return {
    spans: union(causes.flatMap((cause) => down[cause])),
    counted: union(causes.flatMap((cause) => difference(down[cause], excusesOf(cause)))),
  }
}

/** Shorter outages are no failure, and closer ones are the same. */
const SHORTEST_FAILURE_MS = 5 * 60_000
const SAME_FAILURE_MS = 10 * 60_000

/** Instants at which failures began. Time in which Plugboard was not running neither ends one nor makes it longer. */
export function failuresOf(counted: readonly Span[], unobserved: readonly Span[]): number[] {
  const groups: { from: number; to: number; downMs: number }[] = []
  for (const { from, to } of counted) {
    const downMs = lengthOf(difference([{ from, to }], unobserved))
    const last = groups.at(-1)
    const gapMs = last ? lengthOf(difference([{ from: last.to, to: from }], unobserved)) : Infinity
    if (last && gapMs < SAME_FAILURE_MS) Object.assign(last, { to, downMs: last.downMs + downMs })
    else groups.push({ from, to, downMs })
  }
  return groups.filter(({ downMs }) => downMs >= SHORTEST_FAILURE_MS).map(({ from }) => from)
}

/** Share of a period in which a port was up, from what is known of it. Null: nothing is. */
export const uptimeOf = ({ observedMs, outageMs, excludedMs }: { observedMs: number; outageMs: number; excludedMs: number }): number | null =>
  observedMs === 0 ? null : (observedMs - (outageMs - excludedMs)) / observedMs

/** The constant of the rule, also in leap years. */
export const NEVI_MINUTES = 525_600

/** Over twelve months; what was not observed counts as outage. */
export const neviUptime = ({ outageMs, excludedMs, unobservedMs }: { outageMs: number; excludedMs: number; unobservedMs: number }): number =>
  (NEVI_MINUTES - (outageMs + unobservedMs - excludedMs) / 60_000) / NEVI_MINUTES

/** Mean time between failures and to repair, and what follows from both. */
export function reliabilityOf({ observedMs, outageMs, excludedMs, failures }: { observedMs: number; outageMs: number; excludedMs: number; failures: number }) {
  const downMs = outageMs - excludedMs
  if (failures === 0) return { mtbfMs: null, mttrMs: null, availability: null }
  const [mtbfMs, mttrMs] = [(observedMs - downMs) / failures, downMs / failures]
  return { mtbfMs, mttrMs, availability: mtbfMs + mttrMs === 0 ? null : mtbfMs / (mtbfMs + mttrMs) }
}

export const offlineIn = (outages: readonly Span[], observed: readonly Span[]): Span[] => intersection(union(outages), observed)
