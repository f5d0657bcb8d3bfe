import { leastCurrentA } from './charging-profiles'
import type { Connector } from './station-state'
import type { StationVoice } from './station-voice'
import type { VirtualStation } from './virtual-station'
import type { Servant } from './wire'

type ChargingServant = Pick<
  Servant,
  'setProfile' | 'clearProfile' | 'compositeSchedule' | 'reportProfiles' | 'reserve' | 'cancelReservation'
>

/** Holds profiles and reservations, and does what follows from them after the answer is out. */
export function chargingServant(station: VirtualStation, voice: StationVoice): ChargingServant {
  const { profiles, clock } = station
  const after = (work: () => Promise<unknown>): void => void setImmediate(() => station.inBackground(work()))
  const startedAt = (evse: number): number | null =>
    station.connectors.find(({ place, transaction }) => place.evse === evse && transaction)?.transaction?.startedAt ?? null

  return {
    setProfile(evse, wire) {
      if (!profiles.set(evse, wire, clock.now())) return false
      after(() => station.followLimits())
      return true
    },
    clearProfile(wanted) {
      const isDone = profiles.clear(wanted)
      if (isDone) after(() => station.followLimits())
      return isDone
    },
    compositeSchedule: (evse, durationS) => ({
      start: voice.moment().time,
      periods: profiles.periods(evse, durationS, clock.now(), startedAt(evse)),
    }),
    reportProfiles(requestId) {
      const { held } = profiles
      if (held.length === 0) return false
      const messages = held.map(({ evse, wire }, index) => ({
        action: 'ReportChargingProfiles',
        lasting: false,
        payload: () => ({ requestId, chargingLimitSource: 'CSO', evseId: evse, chargingProfile: [wire], tbc: index < held.length - 1 }),
      }))
      after(() => voice.say(messages))
      return true
    },
    reserve({ id, evse, token, until }) {
      const asked = station.connectors.filter(({ place }) => evse === null || place.evse === evse)
      const free = asked.find((connector) => isFree(connector) && !connector.reservation)
      if (asked.length === 0) return 'Rejected'
      if (!free) return wordFor(asked)
      free.reservation = { id, token, until }
      after(() => voice.say(voice.news(free)))
      return 'Accepted'
    },
    cancelReservation(id) {
      const connector = station.connectors.find(({ reservation }) => reservation?.id === id)
      if (!connector) return false
      connector.reservation = null
      after(() => voice.say(voice.news(connector)))
      return true
    },
  }
}

const isFree = ({ transaction, plugged, fault, operative }: Connector): boolean => !transaction && !plugged && !fault && operative

function wordFor(connectors: readonly Connector[]): 'Faulted' | 'Unavailable' | 'Occupied' {
  if (connectors.every(({ fault }) => fault)) return 'Faulted'
  return connectors.every(({ operative }) => !operative) ? 'Unavailable' : 'Occupied'
}

/** What a running connector does under a limit: pause, go on, or end (quirk T14). */
export function answerToLimit(connector: Connector, allowedA: number | null, habits: { endsBelowMinimum?: boolean }): 'end' | 'pause' | 'go-on' | null {
  const state = connector.transaction?.chargingState
  if (state === undefined) return null
  if (allowedA !== null && allowedA < leastCurrentA) return habits.endsBelowMinimum ? 'end' : state === 'charging' ? 'pause' : null
  return state === 'suspended-evse' ? 'go-on' : null
}
