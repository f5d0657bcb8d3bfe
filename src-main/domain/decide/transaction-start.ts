import { normaliseIdToken } from '../id-token'
import { isOpen, samePlace, type Session, withMarks } from '../session'
import type { Situation } from './decision'
import { type Event, lateMark } from './transaction-event'

/** The same start again, because our answer was lost: same connector, token, time and register (quirk T04). */
export function repeatedStart(situation: Situation, event: Event): Session | null {
  const { time, meterWh, idToken } = event.message
  if (time === null) return null
  const candidates = situation.sessions.byStart({ startText: time, meterStartWh: meterWh })
  return (
    candidates.find(
      (session) =>
        samePlace(session.place, event.place) &&
        normaliseIdToken(session.idToken ?? '') === normaliseIdToken(idToken?.value ?? ''),
    ) ?? null
  )
}

/**
 * A connector carries one transaction: a new one ends the older ones that never stopped (quirk T05). A start that comes
 * late out of a queue does not end what began after it. A real stop that still arrives replaces this end. What is
 * suspect already waits for a person, and is in nobody's way (quirk T16).
 */
export function supersede(situation: Situation, event: Event): Session[] {
  return situation.sessions
    .open()
    .filter((session) => session.state === 'running' && samePlace(session.place, event.place) && session.startedAt <= event.at)
    .map((session) =>
      withMarks(
        {
          ...session,
          state: 'completed',
          chargingState: null,
          chargingStateAt: null,
          endedAt: Math.min(event.at, Math.max(session.startedAt, session.meter.lastAt ?? event.at)),
          endReceivedAt: event.receivedAt,
          reason: 'superseded',
        },
        ['repaired'],
      ),
    )
}

/**
 * Does another session run with the token of this one? A suspect one never blocks (quirk T16), nor one that this start
 * supersedes, nor anything when the start comes late out of a queue: what ran then is not known any more.
 */
export function isConcurrent(situation: Situation, event: Event, own: Session): boolean {
  if (!isOpen(own) || own.idToken === null || event.message.offline || lateMark(event) !== null) return false
  return situation
    .openWith(normaliseIdToken(own.idToken))
    .some(
      (other) =>
        other.session !== own.session &&
        other.state === 'running' &&
        !(other.station === own.station && samePlace(other.place, own.place)),
    )
}
