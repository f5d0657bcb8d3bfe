import type { CommandRecord } from '#contract/commands'
import type { Place, StationRequest } from '#contract/vocabulary'
import { factOf } from '../domain/compatibility'
import type { Station } from '../domain/station'
import type { StationConnection } from '../ocpp/station-host'
import type { CentralSystem } from './central-system'
import type { Sender } from './commands'
import { FaultError } from './fault-error'
import type { Clock } from './ports'

type Trigger = Extract<StationRequest, { kind: 'trigger' }>

/** Requests for messages, in the way that stations bear. @throws FaultError */
export interface Triggers {
  send(connection: StationConnection, station: Station, asked: { request: Trigger; by: Sender }): Promise<CommandRecord>
}

export function createTriggers(parts: {
  clock: Clock
  central: Pick<CentralSystem, 'note'>
  run: (connection: StationConnection, request: Trigger, by: Sender) => Promise<CommandRecord>
}): Triggers {
  const { clock, central, run } = parts
  /** When each station was asked for readings last. */
  const askedAt = new Map<string, number>()

  /** One after the other; the first that goes wrong is what came of it. */
  async function each(connection: StationConnection, request: Trigger, { places, by }: { places: Place[]; by: Sender }) {
    let failed: CommandRecord | null = null
    let last: CommandRecord | null = null
    for (const place of places) {
      last = await run(connection, { ...request, place }, by)
      if (last.outcome !== 'accepted') failed ??= last
    }
    return failed ?? last
  }

  async function meterValues(connection: StationConnection, station: Station, { request, by }: { request: Trigger; by: Sender }) {
    const intervalMs = factOf(station, 'triggerMinIntervalSeconds') * 1000
    const waitMs = (askedAt.get(station.station) ?? -Infinity) + intervalMs - clock.now()
    if (waitMs > 0) throw new FaultError('TOO_SOON', { station: station.station, seconds: Math.ceil(waitMs / 1000) })
    askedAt.set(station.station, clock.now())
    const isAsIs = request.place !== null || !factOf(station, 'requestWithConnectorId')
    const places = isAsIs ? [request.place] : placesOf(station)
    const [first = { evse: 1, connector: null }, ...others] = places
    const answered = await run(connection, { ...request, place: first }, by)
    if (answered.outcome !== 'accepted' || others.length === 0) return answered
    return (await each(connection, request, { places: others.filter((place) => place !== null), by })) ?? answered
  }

  async function status(connection: StationConnection, station: Station, { request, by }: { request: Trigger; by: Sender }) {
    const whole = await run(connection, request, by)
    const places = placesOf(station)
    if (request.place !== null || whole.outcome !== 'rejected' || places.length === 0) return whole
    // The whole station is refused where single connectors are not (quirk S12).
    const detail = `status of the whole station answered with ${whole.answer ?? 'a refusal'}`
    central.note({ findings: [{ station: station.station, code: 'S12', detail, at: clock.now(), count: 1 }] })
    return (await each(connection, request, { places, by })) ?? whole
  }

  return {
    send(connection, station, asked) {
      switch (asked.request.topic) {
        case 'meter-values':
          return meterValues(connection, station, asked)
        case 'status':
          return status(connection, station, asked)
        case 'boot':
        case 'heartbeat':
        case 'diagnostics':
        case 'firmware':
          return run(connection, asked.request, asked.by)
      }
    },
  }
}

const placesOf = ({ connectors }: Station): Place[] => connectors.map(({ evse, connector }) => ({ evse, connector }))
