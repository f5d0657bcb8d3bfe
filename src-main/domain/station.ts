import type { SecurityProfile } from '#contract/security'
import type { Admission, ChargingState, ConnectorStatus, Place, Refusal, StationStatus } from '#contract/vocabulary'
import type { LifeCycle } from '#contract/organisation'
import type { OwnAccordChoice } from '#contract/own-accord'
import type { Compatibility } from './compatibility'

/** What is known of one station. Facts outlive connections (quirks, rule 6). Instants are epoch milliseconds. */
export interface Station {
  /** OCPP identity in its registered spelling. */
  station: string
  name: string
  site: number | null
  /** A part of the site. */
  area: number | null
  lifeCycle: LifeCycle
  admission: Admission
  /** How it is refused, where it is. */
  refusal: Refusal
  firstSeenAt: number
  vendor: string | null
  model: string | null
  serial: string | null
  firmware: string | null
  iccid: string | null
  imsi: string | null
  meterType: string | null
  meterSerial: string | null
  bootAt: number | null
  bootReason: string | null
  status: StationStatus
  fault: Fault | null
  /** What it said last without a fault (quirk S03). */
  remark: Fault | null
  /** Receive times of its latest boots (quirk B05). */
  recentBoots: readonly number[]
  /** Its meter has another number than before; a person knows what that means (quirk M26). */
  meterQuestion: { before: string; after: string; at: number } | null
  connectors: readonly Connector[]
  /** What it was told in its last accepted boot, or said later that is in effect (quirk B06). Null: never accepted. */
  heartbeatIntervalS: number | null
  /** Station time minus receive time of the last live message. Milliseconds. */
  clockSkewMs: number | null
  /** What is particular about it: see `compatibility.ts`. */
  compatibility: Compatibility
  /** What a person does not want to be sent to it unasked. */
  ownAccord: OwnAccordChoice
  /** Actions that this firmware said it cannot do, or did not answer, in the words of its version (quirk F11). */
  unsupported: readonly Unsupported[]
  /** A changed setting takes effect with the next boot (quirk K03). Null: none waits. */
  rebootPendingSince: number | null
  /** Settings that are not as they shall be (quirk K05). */
  drift: number
  /** The security profile that it must have at least; never lowered of itself. */
  minimumProfile: SecurityProfile
  /** It was asked to come with this profile, and has not done so yet. */
  raisingTo: SecurityProfile | null
}

export interface Unsupported {
  action: string
  firmware: string | null
  why: 'refused' | 'unanswered'
  /** The station of the same make and firmware that it was learned of; absent: it was this one. */
  from?: string
}

export interface Fault {
  code: string
  rawCode: string | null
  info: string | null
  vendorCode: string | null
  vendorId: string | null
  since: number
}

export interface Connector {
  evse: number
  connector: number
  status: ConnectorStatus
  chargingState: ChargingState | null
  rawStatus: string | null
  /** Receive time since when its status and charging state are these. Null: none received yet. */
  since: number | null
  /** Station time of the newest status, to tell a replay from news (quirk S10). */
  statusAt: number | null
  power: { watts: number; derived: boolean; at: number } | null
  fault: Fault | null
  remark: Fault | null
}

export function newStation(init: Pick<Station, 'station' | 'name' | 'site' | 'admission' | 'firstSeenAt'>): Station {
  return {
    ...init,
    area: null,
    lifeCycle: 'production',
    refusal: 'connection',
    vendor: null,
    model: null,
    serial: null,
    firmware: null,
    iccid: null,
    imsi: null,
    meterType: null,
    meterSerial: null,
    bootAt: null,
    bootReason: null,
    status: 'unknown',
    fault: null,
    remark: null,
    recentBoots: [],
    meterQuestion: null,
    connectors: [],
    heartbeatIntervalS: null,
    clockSkewMs: null,
    compatibility: {},
    ownAccord: { handsOff: false, off: [] },
    unsupported: [],
    rebootPendingSince: null,
    drift: 0,
    minimumProfile: 0,
    raisingTo: null,
  }
}

export function newConnector(evse: number, connector: number): Connector {
  return {
    evse,
    connector,
    status: 'unknown',
    chargingState: null,
    rawStatus: null,
    since: null,
    statusAt: null,
    power: null,
    fault: null,
    remark: null,
  }
}

/** More than any station has; each further one would make every message of the station slower. */
export const mostConnectors = 256

/**
 * The connector that a place means. A place without connector is resolved only where the EVSE has one (quirk X01);
 * a connector that was never heard of is created on first sight (quirk S11), as long as there are not too many.
 */
export function connectorAt(station: Station, place: Place): Connector | null {
  const atEvse = station.connectors.filter((connector) => connector.evse === place.evse)
  if (place.connector === null) return atEvse.length === 1 ? (atEvse[0] ?? null) : null
  const known = atEvse.find((connector) => connector.connector === place.connector)
  if (known) return known
  return station.connectors.length < mostConnectors ? newConnector(place.evse, place.connector) : null
}

/**
 * Shows another state. Its age counts from when it looked different last, whatever words a version has for it: one that
 * tells status and charging in one word must not look younger than one that tells them in two (quirks S07, X06).
 */
export function inState(
  connector: Connector,
  state: Pick<Connector, 'status' | 'chargingState'>,
  receivedAt: number,
): Connector {
  const { status, chargingState } = state
  const isSame = connector.status === status && connector.chargingState === chargingState
  const since = isSame && connector.since !== null ? connector.since : receivedAt
  return { ...connector, status, chargingState, since }
}

export function withConnector(station: Station, changed: Connector): Station {
  const others = station.connectors.filter(
    (connector) => connector.evse !== changed.evse || connector.connector !== changed.connector,
  )
  const connectors = [...others, changed].sort((a, b) => a.evse - b.evse || a.connector - b.connector)
  return { ...station, connectors }
}

/** The place with its connector filled in where there is no doubt (quirk X01). */
export function resolvePlace(station: Station, place: Place | null): Place | null {
  if (!place || place.connector !== null) return place
  const connector = connectorAt(station, place)
  return connector ? { evse: connector.evse, connector: connector.connector } : place
}
