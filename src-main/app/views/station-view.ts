import type { Power } from '#contract/read-models'
import type { Capability, ConnectorFault, ConnectorView, StationRow } from '#contract/stations'
import { connectionStatus, stationStatus } from '../../domain/connection-status'
import { bootLoopOf } from '../../domain/decide/boot'
import { causesOf, type VendorCodes } from '../../domain/fault-causes'
import { samePlace, type Session } from '../../domain/session'
import { powerNow } from '../../domain/session-view'
import type { Connector, Fault, Station } from '../../domain/station'
import type { Surroundings } from '../../domain/surroundings'
import type { StationConnection } from '../../ocpp/station-host'
import type { StationEntry } from '../working-set'

/** A power that was measured outside a session is shown for this long. */
const LOOSE_POWER_MS = 120_000

export interface LinkView {
  connection: StationConnection | null
  /** When the last connection opened or closed. Null: never connected since the start. */
  since: number | null
}

export function viewOfStation(
  entry: StationEntry,
  context: { link: LinkView; sessions: readonly Session[]; surroundings: Surroundings; now: number; codes: VendorCodes; isFlapping: boolean },
): StationRow {
  const { station } = entry
  const { link, sessions, now } = context
  const faultOf = (fault: Fault | null) => viewOfFault(fault, station, context.codes)
  const connectors = station.connectors.map((connector) => {
    const view = viewOfConnector(connector, sessions, { now, faultOf })
    return link.connection ? view : { ...view, power: null }
  })
  return {
    station: station.station,
    name: station.name,
    site: station.site,
    siteName: context.surroundings.site?.name ?? null,
    area: station.area,
    areaName: context.surroundings.area?.name ?? null,
    lifeCycle: station.lifeCycle,
    admission: station.admission,
    link: link.connection ? 'up' : 'down',
    linkSince: link.since ?? entry.lastSeenAt,
    connection: connectionStatus({ heartbeatIntervalS: station.heartbeatIntervalS, lastSeenAt: entry.lastSeenAt }, now),
    lastSeenAt: entry.lastSeenAt,
    protocol: link.connection?.protocol ?? entry.protocol,
    secure: link.connection?.secure ?? false,
    authenticated: link.connection?.authenticated ?? false,
    status: stationStatus(station),
    fault: faultOf(station.fault),
    remark: faultOf(station.remark),
    isFlapping: context.isFlapping,
    bootLoop: bootLoopOf(station, now),
    meterQuestion: station.meterQuestion,
    vendor: station.vendor,
    model: station.model,
    serial: station.serial,
    firmware: station.firmware,
    connectors,
    power: sumOf(connectors.map((connector) => connector.power)),
    runningSessions: sessions.filter(({ state }) => state === 'running').length,
    firstSeenAt: station.firstSeenAt,
    drift: station.drift,
    rebootPendingSince: station.rebootPendingSince,
  }
}

function viewOfFault(fault: Fault | null, station: Station, codes: VendorCodes): ConnectorFault | null {
  return fault && { ...fault, rawCode: fault.rawCode ?? null, causes: causesOf(fault, station, codes) }
}

function viewOfConnector(
  connector: Connector,
  sessions: readonly Session[],
  { now, faultOf }: { now: number; faultOf: (fault: Fault | null) => ConnectorFault | null },
): ConnectorView {
  const atPlace = sessions.filter((open) => samePlace(open.place, connector))
  // One that is believed to be over steps back behind the one that runs (quirk T16).
  const session = atPlace.find(({ state }) => state === 'running') ?? atPlace[0]
  const { evse, status, chargingState, rawStatus, since, fault, remark } = connector
  return {
    evse,
    connector: connector.connector,
    status,
    chargingState,
    rawStatus,
    since,
    power: session ? powerNow(session, now) : loosePower(connector, now),
    fault: faultOf(fault),
    remark: faultOf(remark),
    session: session?.session ?? null,
  }
}

function loosePower({ power }: Connector, now: number): Power | null {
  return power && now - power.at <= LOOSE_POWER_MS ? { watts: power.watts, derived: power.derived } : null
}

function sumOf(powers: (Power | null)[]): Power | null {
  const known = powers.filter((power) => power !== null)
  if (known.length === 0) return null
  return {
    watts: known.reduce((sum, power) => sum + power.watts, 0),
    derived: known.some((power) => power.derived && power.watts > 0),
  }
}

const requestKinds = ['start', 'stop', 'reset', 'unlock', 'availability', 'trigger', 'raw'] as const

export function capabilitiesOf(entry: StationEntry, link: LinkView, isSettled: boolean): Capability[] {
  const { station } = entry
  return requestKinds.map((request) => ({ request, obstacle: obstacleOf(request), caution: cautionOf(request) }))

  function obstacleOf(request: Capability['request']): Capability['obstacle'] {
    // A charger whose boot is pending may be asked and set up by hand before it is accepted (1.6, 4.2.1; 2.0.1 B02).
    const isOpenToQuestions = request === 'raw' && station.admission === 'quarantined'
    if (station.admission !== 'registered' && !isOpenToQuestions) return 'not-registered'
    if (!link.connection) return 'offline'
    // Of the actions of the version, the catalog says which there are.
    if (request === 'raw') return isSettled ? null : 'settling'
    const action = link.connection.actionOf(request)
    if (action === null) return 'not-in-version'
    return isSettled ? null : 'settling'
  }

  /** Firmware lies and lines are slow: what failed before may be tried again. */
  function cautionOf(request: Capability['request']): Capability['caution'] {
    const action = request === 'raw' ? null : link.connection?.actionOf(request)
    const known = learnedOf(station).find((entry) => entry.action === action)
    return known ? `${known.why}-before` : null
  }
}

/** Actions that the firmware which runs now said it cannot do (quirk F11). */
export function refusedActionsOf(station: Station): string[] {
  return learnedOf(station).filter(({ why }) => why === 'refused').map(({ action }) => action)
}

const learnedOf = ({ unsupported, firmware }: Station) => unsupported.filter((entry) => entry.firmware === firmware)
