import type { CompatibilityRow, RecordedElsewhere } from './compatibility'
import type { LifeCycle } from './organisation'
import type { OwnAccordView } from './own-accord'
import type { EpochMs, Power } from './read-models'
import type {
  Admission,
  ChargingState,
  ConnectionStatus,
  ConnectorStatus,
  Refusal,
  StationRequestKind,
  StationStatus,
} from './vocabulary'

export interface FaultText {
  en: string
  de: string
}

/** One cause of a fault in words (quirks S03, S04). */
export interface FaultCause {
  code: string
  /** What the station says of it, e.g. a measured value. */
  info: string | null
  /** Null: no dictionary knows the code. */
  text: FaultText | null
}

export interface ConnectorFault {
  code: string
  /** The station's own word, where it is none of the standard (quirk S02). */
  rawCode: string | null
  info: string | null
  vendorCode: string | null
  vendorId: string | null
  since: EpochMs
  /** In the order of the station; empty where it says nothing that a dictionary knows. */
  causes: FaultCause[]
}

export interface ConnectorView {
  evse: number
  connector: number
  status: ConnectorStatus
  chargingState: ChargingState | null
  /** The word the station used, e.g. "SuspendedEVSE". Null: no status was ever received. */
  rawStatus: string | null
  /** Since when the connector is in this status; null when none was received. */
  since: EpochMs | null
  power: Power | null
  fault: ConnectorFault | null
  /** What it says although it reports no fault, e.g. why it does not charge (quirk S03). */
  remark: ConnectorFault | null
  /** The running session, if any. */
  session: number | null
}

export interface StationRow {
  station: string
  name: string
  site: number | null
  siteName: string | null
  /** A part of the site. */
  area: number | null
  areaName: string | null
  lifeCycle: LifeCycle
  admission: Admission
  /** Is a socket open right now, and since when is that so (null: never connected). */
  link: 'up' | 'down'
  linkSince: EpochMs | null
  connection: ConnectionStatus
  /** Receive time of the last frame. */
  lastSeenAt: EpochMs | null
  /** As negotiated, e.g. "OCPP 1.6J"; null before the first connection. */
  protocol: string | null
  /** Did the connection come over TLS, and did the station prove itself with a password. */
  secure: boolean
  authenticated: boolean
  status: StationStatus
  /** Of the station as a whole; those of its connectors are theirs. */
  fault: ConnectorFault | null
  remark: ConnectorFault | null
  /** It connected more than ten times within the last hour (quirk C17). */
  isFlapping: boolean
  /** It restarts again and again: since when and how often lately (quirk B05). */
  bootLoop: { since: EpochMs; boots: number } | null
  /** The number of its meter has changed, and nobody said yet what that means (quirk M26). */
  meterQuestion: { before: string; after: string; at: EpochMs } | null
  vendor: string | null
  model: string | null
  serial: string | null
  firmware: string | null
  connectors: ConnectorView[]
  power: Power | null
  runningSessions: number
  firstSeenAt: EpochMs
  /** Settings that are not as they shall be (quirk K05). */
  drift: number
  /** Changed settings wait for the next boot since then (quirk K03); null: none do. */
  rebootPendingSince: EpochMs | null
}

/** A charger that was sent away; it can be accepted all the same. */
export interface RefusedStation {
  station: string
  name: string
  vendor: string | null
  model: string | null
  how: Refusal
  lastSeenAt: EpochMs | null
}

export interface Capability {
  request: StationRequestKind
  /** Null: can be sent now. Otherwise why not. */
  obstacle: 'offline' | 'settling' | 'not-in-version' | 'not-registered' | null
  /** How it went the last time with this firmware; no reason not to try again (quirk F11). */
  caution: 'refused-before' | 'unanswered-before' | null
}

export interface StationDetail {
  row: StationRow
  /** The address the current or last connection came from. */
  remoteAddress: string | null
  heartbeatIntervalS: number | null
  lastBootAt: EpochMs | null
  lastBootReason: string | null
  /** Station clock minus ours at the last live message, in milliseconds; null: no usable timestamp yet. */
  clockSkewMs: number | null
  hasPassword: boolean
  capabilities: Capability[]
  /** Actions, in the words of its version, that this firmware never answered or said it cannot do (quirk F11). */
  refusedActions: string[]
  /** What is particular about it, see `compatibility.ts` of the contract. */
  compatibility: CompatibilityRow[]
  /** The rest of the record. */
  recordedElsewhere: RecordedElsewhere[]
  /** What is sent to it without being asked. */
  ownAccord: OwnAccordView
  findings: Finding[]
  /** The latest ones, the newest first. */
  securityEvents: SecurityEventRow[]
}

/** Something that the station reports as relevant to its security. */
export interface SecurityEventRow {
  event: string
  at: EpochMs
  info: string | null
}

/** One deviation of a station from the standard, counted (quirks, rule 8). `code` is the quirk id or `schema`. */
export interface Finding {
  code: string
  count: number
  firstAt: EpochMs
  lastAt: EpochMs
  /** What exactly was found, in the station's words. */
  example: string
}

/** One status of a connector, as reported. */
export interface StatusHistoryRow {
  evse: number
  connector: number
  /** Station time where its clock is valid. */
  at: EpochMs
  receivedAt: EpochMs
  rawStatus: string
  errorCode: string | null
  /** How often the station said the same again (quirk S09). */
  repeats: number
}
