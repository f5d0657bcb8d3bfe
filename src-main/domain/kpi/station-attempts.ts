import type { AttemptCause } from '#contract/kpi'
import { energyAt } from '../course/energy-at'
import { type Attempt, ATTEMPT_MS, attemptsOf, type Start } from './attempts'
import { isLeftOut, isNoise, occupiedUntil } from './counting'
import { causeOf, type StartSigns, type Surroundings, waitingSocket } from './outcome'
import { socketStates } from './socket-states'
import { overlaps, type Span } from './spans'
import { evsesOf, type SessionFacts, type StationFacts } from './station-facts'

/** An attempt with what became of it. */
export interface Judged {
  openedAt: number
  token: string | null
  evse: number | null
  session: number | null
  /** Null: it succeeded. */
  cause: AttemptCause | null
}

/** Success signs (KPI definitions 1.3): a step of the register, watts. */
const STEP_MWH = 10_000
const FLOWING_W = 100

/** Attempts of a station that opened within the span; those that may still succeed are left out. */
export function judgedAttempts(facts: StationFacts, { from, to }: Span): Judged[] {
  const sessions = facts.sessions.filter(({ session }) => session.review.mergedInto === null)
  const surroundings = surroundingsOf(facts, sessions)
  const attempts = attemptsOf({
    identifications: facts.identifications,
    remoteStarts: facts.remoteStarts,
    starts: sessions.flatMap((one) => startOf(one) ?? []),
    groupOf: (token) => facts.groups[token] ?? null,
    connectionTimeoutMs: facts.connectionTimeoutMs,
  })
  return attempts
    .filter(({ openedAt }) => openedAt >= from && openedAt < to)
    .map((attempt) => judged(attempt, surroundings))
    .filter(({ cause, openedAt, isSettled }) => cause === null || isSettled || facts.now >= openedAt + ATTEMPT_MS)
    .map(({ isSettled: _, ...attempt }) => attempt)
}

function judged(attempt: Attempt, surroundings: Surroundings): Judged & { isSettled: boolean } {
  const cause = causeOf(attempt, surroundings)
  const { openedAt, token, start, remoteStart } = attempt
  const evse = start ? start.evse : (remoteStart?.place?.evse ?? (cause === 'plugged-not-started' ? waitingSocket(attempt, surroundings) : null))
  const isSettled = cause === 'card-refused' || cause === 'remote-refused' || cause === 'fault' || start?.endedAt != null
  return { openedAt, token, evse, session: start?.session ?? null, cause, isSettled }
}

/** A transaction that nobody was identified for is an attempt only where energy flowed. */
function startOf({ session, token, tokenAt }: SessionFacts): Start | null {
  if (token === null && (session.state !== 'completed' || isNoise(session))) return null
  const at = Math.max(session.startedAt, tokenAt ?? session.startedAt)
  return { session: session.session, evse: session.place?.evse ?? null, token, at, isAccepted: !session.isRefused, endedAt: session.endedAt }
}

function surroundingsOf(facts: StationFacts, sessions: readonly SessionFacts[]): Surroundings {
  const known = new Map(sessions.map((one) => [one.session.session, one]))
  const spansAt = (evse: number) =>
    sessions.filter(({ session }) => session.place?.evse === evse).map(({ session }) => ({ from: session.startedAt, to: occupiedUntil(session, facts.now) }))
  return {
    statuses: facts.statuses,
    lost: facts.outages,
    busy: spansAt,
    signsOf(session) {
      const one = known.get(session)
      return one ? signsOf(one) : { hasCharged: false, isEndedByVehicle: false, isHeardLater: false }
    },
  }
}

function signsOf({ session, course, tokenAt }: SessionFacts): StartSigns {
  const start = Math.max(session.startedAt, tokenAt ?? session.startedAt)
  const until = start + ATTEMPT_MS
  const hasState = course.states.some(({ at, state }) => at <= until && (state === 'charging' || state === 'suspended-ev'))
  const hasPower = course.readings.some(({ at, powerW }) => at <= until && powerW !== null && powerW >= FLOWING_W)
  return {
    hasCharged: hasState || hasPower || energyAt(course, Math.min(until, course.to)) >= STEP_MWH,
    isEndedByVehicle: session.reason === 'ev-disconnected' && session.endedAt !== null && session.endedAt <= until,
    isHeardLater: (session.meter.lastAt ?? 0) > until || session.meter.energyWh > 0,
  }
}

/** Who is plugged in longer is not counted, or what comes later would change days that are long over. */
export const LONGEST_PLUG_MS = 12 * 3_600_000

/** How often somebody plugged in at a socket and nobody was identified until the plug was taken out again: no attempt (1.2 D). */
export function neverIdentified(facts: StationFacts, evse: number, { from, to }: Span): number {
  const sessions = facts.sessions.filter(({ session }) => session.place?.evse === evse && !isLeftOut(session))
  const ofTransactions = sessions.filter(
    ({ session, token }) => token === null && isNoise(session) && session.startedAt >= from && session.startedAt < to,
  )
  const spans = sessions.map(({ session }) => ({ from: session.startedAt, to: Math.max(session.startedAt + 1, occupiedUntil(session, facts.now)) }))
  const shown = [...facts.identifications, ...facts.remoteStarts].map(({ at }) => at)
  const plugged = pluggedSpans(facts, evse).filter((span) => span.from >= from && span.from < to && span.to - span.from <= LONGEST_PLUG_MS)
  const unclaimed = plugged.filter((span) => !overlaps(spans, span) && !shown.some((at) => at >= span.from - ATTEMPT_MS && at <= span.to))
  return ofTransactions.length + unclaimed.length
}

/** From plugging in to the socket being free again. */
function pluggedSpans(facts: StationFacts, evse: number): Span[] {
  if (!evsesOf(facts).includes(evse)) return []
  const states = socketStates(facts.statuses, evse, facts.now)
  const spans: Span[] = []
  let from: number | null = null
  for (const { status, from: at, chargingState } of states) {
    if (status === 'occupied' && chargingState === null) from ??= at
    else {
      if (status === 'available' && from !== null) spans.push({ from, to: at })
      from = null
    }
  }
  return spans
}
