import { normaliseIdToken } from '../id-token'
import { samePlace, type Session, withMarks } from '../session'
import type { Situation } from './decision'
import type { Event } from './transaction-event'

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
 * late out of a queue does not end what began after it. A real stop that still arrives replaces this end.
 */
export function supersede(situation: Situation, event: Event): Session[] {
  return situation.sessions
    .open()
    .filter((session) => samePlace(session.place, event.place) && session.startedAt <= event.at)
    .map((session) =>
      withMarks(
        {
          ...session,
          state: 'completed',
          chargingState: null,
          endedAt: Math.min(event.at, Math.max(session.startedAt, session.meter.lastAt ?? event.at)),
          endReceivedAt: event.receivedAt,
          reason: 'superseded',
        },
        ['repaired'],
      ),
    )
}
