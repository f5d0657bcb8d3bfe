import { isOpen, samePlace, type Session } from '../session'
import { connectorAt, type Station, withConnector } from '../station'
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
  if (!isOpen(session)) {
    const isTaken = situation.sessions
      .open()
      .some((other) => other.session !== session.session && samePlace(other.place, session.place))
    return isTaken ? station : withConnector(station, { ...connector, chargingState: null, power: null })
  }
  if (event.message.offline) return station
  return withConnector(station, {
    ...connector,
    chargingState: session.chargingState ?? connector.chargingState,
    power: session.meter.power ?? connector.power,
  })
}
