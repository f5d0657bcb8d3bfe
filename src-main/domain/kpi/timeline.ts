import type { SocketSegment } from '#contract/kpi-history'
import type { ChargingState } from '#contract/vocabulary'
import { occupiedUntil } from './counting'
import { type SocketState, socketStates } from './socket-states'
import { difference, intersection, type Span, union, within } from './spans'
import type { SessionFacts, StationFacts } from './station-facts'

/** Shorter gaps say nothing. */
const SHORTEST_GAP_MS = 60_000

/** What a socket did over a span, without a hole (KPI definitions 3.3). */
export function timelineOf(facts: StationFacts, evse: number, span: Span): SocketSegment[] {
  const bounds = { from: span.from, to: Math.min(span.to, facts.now) }
  const sessions = facts.sessions.filter(({ session }) => session.place?.evse === evse && session.review.mergedInto === null)
  const states = socketStates(facts.statuses, evse, facts.now)
  const unobserved = within(union(facts.unobserved), bounds)
  const silent = gapsOf(facts, states, bounds)
  const gaps = difference(silent, unobserved)
  const used = union(sessions.map(({ session }) => ({ from: session.startedAt, to: session.meter.lastAt ?? session.endedAt ?? session.startedAt })))
  const late = intersection(gaps, used)
  const heard = difference([bounds].filter(({ from, to }) => from < to), union([...gaps, ...unobserved]))
  const blank = (kind: 'gap' | 'late' | 'unobserved') => (part: Span): SocketSegment => ({
    ...part, kind, rawStatus: null, errorCode: null, session: kind === 'late' ? sessionAt(sessions, part.from, facts.now) : null,
  })
  const segments = [
    ...unobserved.map(blank('unobserved')),
    ...difference(gaps, late).map(blank('gap')),
    ...late.map(blank('late')),
    ...states.flatMap((state) => intersection([state], heard).flatMap((part) => told(part, state, sessions, facts.now))),
  ]
  return joined(segments.sort((a, b) => a.from - b.from))
}

/** Before the first status, and from each outage until its sockets were heard of again. */
function gapsOf({ outages, now }: StationFacts, states: readonly SocketState[], bounds: Span): Span[] {
  const lost = outages.map(({ from, to, knownAt }) => ({ from, to: Math.max(to, knownAt ?? now) }))
  const before = { from: bounds.from, to: Math.min(bounds.to, states[0]?.from ?? bounds.to) }
  return within(union([before, ...lost]), bounds).filter(({ from, to }) => to - from >= SHORTEST_GAP_MS || to === bounds.to)
}

/** Where the status says nothing of the charging, the transaction does. */
function told(part: Span, state: SocketState, sessions: readonly SessionFacts[], now: number): SocketSegment[] {
  const { status, rawStatus, errorCode } = state
  const cuts = status === 'occupied' && state.chargingState === null
    ? sessions.flatMap(({ course }) => course.states.map(({ at }) => at)).filter((at) => at > part.from && at < part.to)
    : []
  const ends = sessions.flatMap(({ session }) => [session.startedAt, occupiedUntil(session, now)]).filter((at) => at > part.from && at < part.to)
  const bounds = [...new Set([part.from, ...cuts, ...ends, part.to])].sort((a, b) => a - b)
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index] ?? part.from
    const session = sessionAt(sessions, from, now)
    const charging = state.chargingState ?? stateOf(sessions, session, from)
    return { from, to, kind: kindOf(status, charging), rawStatus: rawStatus || null, errorCode, session }
  })
}

function kindOf(status: SocketState['status'], charging: ChargingState | null): SocketSegment['kind'] {
  switch (status) {
    case 'available':
      return 'available'
    case 'faulted':
      return 'faulted'
    case 'unavailable':
      return 'unavailable'
    case 'reserved':
      return 'waiting'
    case 'unknown':
      return 'gap'
    case 'occupied':
      if (charging === 'charging') return 'charging'
      return charging === 'suspended-ev' || charging === 'suspended-evse' ? 'suspended' : 'waiting'
  }
}

const sessionAt = (sessions: readonly SessionFacts[], at: number, now: number): number | null =>
  sessions.find(({ session }) => session.startedAt <= at && at < occupiedUntil(session, now))?.session.session ?? null

const stateOf = (sessions: readonly SessionFacts[], id: number | null, at: number): ChargingState | null =>
  sessions.find(({ session }) => session.session === id)?.course.states.findLast((state) => state.at <= at)?.state ?? null

/** Repetitions do not cut a segment. */
function joined(segments: readonly SocketSegment[]): SocketSegment[] {
  const all: SocketSegment[] = []
  for (const segment of segments) {
    const last = all.at(-1)
    const isSame = last && last.to === segment.from && last.kind === segment.kind && last.rawStatus === segment.rawStatus &&
      last.errorCode === segment.errorCode && last.session === segment.session
    if (isSame) last.to = segment.to
    else all.push({ ...segment })
  }
  return all
}
