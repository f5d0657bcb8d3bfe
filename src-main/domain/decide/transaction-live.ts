import { isOpen, samePlace, type Session } from '../session'
import { connectorAt, inState, type Station, withConnector } from '../station'
import type { Situation } from './decision'
import type { Event } from './transaction-event'

/**
 * The connector as it is now. Events out of an offline queue never change it (quirk X02), and the end of an old
 * transaction leaves a connector alone on which another one runs.
 */
export function withLiveState(situation: Situation, event: Event, session: Session): Station {
  const { station } = situation
  const connector = session.place ? connectorAt(station, session.place) : null
  if (!connector) return station
  if (!isOpen(session)) return withoutSession(station, session, { open: situation.sessions.open(), at: event.receivedAt })
  if (event.message.offline) return station
  const chargingState = session.chargingState ?? connector.chargingState
  return withConnector(station, {
    ...inState(connector, { ...connector, chargingState }, event.receivedAt),
    power: session.meter.power ?? connector.power,
  })
}

/** The connector once the session has ended. */
export function withoutSession(station: Station, session: Session, now: { open: readonly Session[]; at: number }): Station {
  const connector = session.place ? connectorAt(station, session.place) : null
  const isTaken = now.open.some(
    (other) => other.session !== session.session && other.state === 'running' && samePlace(other.place, session.place),
  )
  if (!connector || isTaken) return station
  return withConnector(station, { ...inState(connector, { ...connector, chargingState: null }, now.at), power: null })
}
