import { EARLIEST_STATION_TIME, parseStationTime } from '../clock'
import type { StationMessage } from '../station-message'
import { decided, type Decision, type Situation } from './decision'

type Needs = Extract<StationMessage, { kind: 'charging-needs' }>

/** They belong to the session of the EVSE. Where it has none they are only seen, with what was answered. */
export function decideChargingNeeds(situation: Situation, { evse, departure, needs }: Needs): Decision {
  const session = situation.sessions.open().find(({ place }) => place !== null && place.evse === evse)
  if (!session) {
    const detail = [evse === null ? null : `EVSE ${evse}`, needs.energyWh === null ? null : `${needs.energyWh} Wh`, departure].filter(Boolean).join(', ')
    return decided(situation, { kind: 'acknowledged' }, { news: [{ kind: 'declined', what: 'charging-needs', detail: detail || null }] })
  }
  const told = { ...needs, at: situation.receivedAt, departureAt: departureOf(departure) }
  return decided(situation, { kind: 'acknowledged' }, { sessions: [{ ...session, needs: told }] })
}

/** Days ahead are likely, so that only a factory clock is told from a departure. */
function departureOf(text: string | null): number | null {
  const at = text === null ? null : (parseStationTime(text)?.at ?? null)
  return at !== null && at >= EARLIEST_STATION_TIME ? at : null
}
