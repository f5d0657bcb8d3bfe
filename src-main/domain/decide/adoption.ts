import type { Sample } from '#contract/sessions'
import type { Place } from '#contract/vocabulary'
import { emptyMeter } from '../meter'
import { newReview } from '../review'
import { samePlace, type Session } from '../session'
import { connectorAt } from '../station'
import type { Situation } from './decision'
import type { Event } from './transaction-event'

/**
 * Readings of a transaction that nobody here knows (quirk T13), e.g. after the station came from another system: where
 * its connector charges and has no transaction, they are one that runs. Null: the readings stay unbound.
 */
export function adopted(
  situation: Situation,
  { transactionId, place, samples }: { transactionId: string; place: Place | null; samples: readonly Sample[] },
): Session | null {
  if (!place || samples.length === 0) return null
  const connector = connectorAt(situation.station, place)
  const isCharging = connector?.chargingState === 'charging' || connector?.chargingState?.startsWith('suspended')
  const isTaken = situation.sessions.open().some((session) => session.state === 'running' && samePlace(session.place, place))
  // An id of another station's transaction would mix two sessions up (quirk T20).
  if (!connector || !isCharging || isTaken || situation.sessions.isForeign(transactionId)) return null
  const { receivedAt } = situation
  return {
    session: situation.sessions.nextId,
    station: situation.station.station,
    place: { evse: connector.evse, connector: connector.connector },
    transactionId,
    alias: null,
    idToken: null,
    person: null,
    surroundings: situation.surroundings,
    isRefused: false,
    state: 'running',
    chargingState: connector.chargingState,
    chargingStateAt: connector.statusAt,
    startedAt: Math.min(...samples.map(({ at }) => at)),
    startText: null,
    startSeen: false,
    meterStartWh: null,
    endedAt: null,
    endReceivedAt: null,
    endText: null,
    reason: null,
    rawReason: null,
    meterStopWh: null,
    sequence: null,
    remoteStartId: null,
    endedByLimit: null,
    needs: null,
    marks: ['unmatched'],
    meter: emptyMeter,
    heard: { first: receivedAt, sign: receivedAt, last: receivedAt },
    review: newReview,
    issues: [],
  }
}

/** The start of a transaction whose readings came before it (quirks T13, T19): it asks for an id, so it is not known by one. */
export function adoptedBefore(situation: Situation, event: Event): Session | null {
  const { meterWh } = event.message
  return (
    situation.sessions.open().find((session) => {
      const firstWh = session.meter.first?.wh ?? null
      return (
        !session.startSeen &&
        session.sequence === null &&
        samePlace(session.place, event.place) &&
        event.at <= session.startedAt &&
        (meterWh === null || firstWh === null || meterWh <= firstWh)
      )
    }) ?? null
  )
}

/** From now on the station uses our id; under the old one it may still speak of the same. */
export const boundToStart = (session: Session): Session => ({
  ...session,
  transactionId: String(session.session),
  alias: session.transactionId,
})
