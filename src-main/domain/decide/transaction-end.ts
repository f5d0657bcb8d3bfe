import { normaliseIdToken } from '../id-token'
import { ASSUMED_RATED_POWER_W } from '../meter'
import { closeMeter } from '../meter-close'
import { hasBegun, type Session, withMarks } from '../session'
import type { Situation } from './decision'
import { type Event, merged, type Step } from './transaction-event'

/** A session of no energy that ends within this time was none (quirk T09). */
const NO_SESSION_MS = 10_000

/** Ends a session as the station says. No reason means Local (quirk T15, KPI definitions 1.1). */
export function ended(event: Event, session: Session): Step {
  const { message } = event
  const step = merged(event, session)
  const close = closeMeter(step.session.meter, { at: event.at, wh: message.meterWh }, ASSUMED_RATED_POWER_W)
  const endedAt = Math.max(event.at, step.session.startedAt)
  const isNone = isStartInsteadOfStop(step.session, { endedAt, energyWh: close.meter.energyWh })
  const review = { ...step.session.review, suspicion: null, mergedInto: isNone ? step.session.review.supersedes : null }
  const t09 = { code: 'T09', detail: `session ${step.session.session} was a start in place of a stop` }
  return {
    session: withMarks(
      {
        ...step.session,
        state: 'completed',
        chargingState: null,
        chargingStateAt: null,
        endedAt,
        endReceivedAt: event.receivedAt,
        endText: message.time,
        reason: message.reason ?? 'local',
        rawReason: message.rawReason,
        meterStopWh: message.meterWh,
        meter: close.meter,
        review,
      },
      close.marks,
    ),
    findings: [...step.findings, ...close.findings, ...(isNone ? [t09] : [])],
  }
}

/** Some stations send a start where the stop is due: it took the place of the running one and is over at once (quirk T09). */
function isStartInsteadOfStop(session: Session, end: { endedAt: number; energyWh: number }): boolean {
  return session.review.supersedes !== null && end.energyWh === 0 && end.endedAt - session.startedAt <= NO_SESSION_MS
}

/**
 * The same stop again, under whatever id: same time and register (quirks T01, T06). Where events are numbered the id is
 * the station's own and holds: two transactions of it may well end in the same second.
 */
export function repeatedStop(situation: Situation, event: Event): Session | null {
  const { time, meterWh, seqNo } = event.message
  return time === null || seqNo !== null ? null : situation.sessions.byEnd({ endText: time, meterStopWh: meterWh })
}

/**
 * The open transaction that a stop without a usable id ends: same token, begun before, register not below its start,
 * newest first (quirk T01). Without a token (T11) only where there is no choice.
 */
export function matchUnnamedStop(situation: Situation, event: Event): Session | null {
  const { idToken, meterWh } = event.message
  const candidates = situation.sessions
    .open()
    .filter((session) => hasBegun(session, event.at))
    .filter((session) => meterWh === null || session.meterStartWh === null || meterWh >= session.meterStartWh)
  if (!idToken) return candidates.length === 1 ? (candidates[0] ?? null) : null
  const wanted = normaliseIdToken(idToken.value)
  return candidates.find((session) => normaliseIdToken(session.idToken ?? '') === wanted) ?? null
}
