import type { OwnAccordKind, OwnAccordView } from './own-accord'
import type { CompatibilityRow } from './compatibility'
import type { LifeCycle, Vehicle } from './organisation'
import type { ListenerKind } from './security'
import type { PriceShown } from './pricing'
import type {
  Admission,
  ChargingState,
  CommandSource,
  ConnectionStatus,
  ConnectorStatus,
  EndReason,
  FirstContact,
  InactivityClass,
  LocalListResult,
  Mark,
  Phase,
  Place,
  Quantity,
  SampleContext,
  SessionState,
  StationRequest,
  StationRequestKind,
  StationStatus,
  TokenStatus,
} from './vocabulary'

/** All instants are UTC epoch milliseconds. All identifiers of stations are their OCPP identity as registered. */
export type EpochMs = number

/** A power reading with its origin: read from the meter, or computed from two energy readings (quirk M18). */
export interface Power {
  watts: number
  derived: boolean
}

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

export interface SessionRow {
  /** Ours; also the transactionId given to stations that ask for one. */
  session: number
  station: string
  stationName: string
  /** Where the station stood when the session began. */
  companyName: string | null
  siteName: string | null
  areaName: string | null
  place: Place | null
  /** The station's own transaction id, as it wrote it. */
  transactionId: string | null
  idToken: string | null
  /** The name of whom the token belonged to when the session began. */
  person: string | null
  personId: number | null
  state: SessionState
  chargingState: ChargingState | null
  /** The meter shows that energy flows although the station says that charging is suspended (quirk S05). */
  isFlowing: boolean
  /** Since when no energy came although the station says that it charges (quirk S06). Null: it comes, or it is not known. */
  stalledSince: EpochMs | null
  startedAt: EpochMs
  endedAt: EpochMs | null
  reason: EndReason | null
  rawReason: string | null
  /** The charger ended it when a limit of ours went below what it can charge with (quirk T14). */
  endedByLimit: { amps: number; since: EpochMs } | null
  /** Which side pauses it (quirk S14). Null: it is not paused. */
  suspendedBy: 'vehicle' | 'station' | 'unclear' | null
  /** What limits it now, on each phase; null: nothing that is known here. */
  limitAmps: number | null
  energyWh: number
  /** Null: not known, as while the station is not connected. Zero while nothing flows. */
  power: Power | null
  /** Of an open session whose station is not connected: since when. What is shown of it is the last that was known. */
  linkDownSince: EpochMs | null
  socPercent: number | null
  socStartPercent: number | null
  /** Phases on which current flows; empty: not told (quirk M14). */
  activePhases: Phase[]
  /** Time without energy, milliseconds (KPI definitions 7). Null: not known, as where only start and end are. */
  inactivityMs: number | null
  inactivityClass: InactivityClass | null
  /** When energy flowed last. Null: not known. */
  chargedUntil: EpochMs | null
  /** So far, or as recorded last. Null: no tariff was assigned when it began, or it costs nothing any more. */
  price: PriceShown | null
  marks: Mark[]
}

/** The readings of one instant, one quantity and phase. Base units, see `Quantity`. */
export interface Sample {
  at: EpochMs
  quantity: Quantity
  phase: Phase | null
  context: SampleContext
  value: number
}

/** One point of a session's curve. Null: the station did not tell. */
export interface CurvePoint {
  at: EpochMs
  powerW: number | null
  powerDerived: boolean
  energyWh: number | null
  socPercent: number | null
}

export type CurveEvent =
  | { kind: 'snapshot'; session: SessionRow; points: CurvePoint[] }
  | { kind: 'append'; session: SessionRow; points: CurvePoint[] }

export type FrameKind = 'call' | 'result' | 'error' | 'send' | 'result-error' | 'unreadable'

export interface TraceLine {
  id: number
  at: EpochMs
  station: string
  connection: string
  direction: 'in' | 'out'
  kind: FrameKind
  /** Also known for results: the action of the call that they answer. Null for unreadable or unmatched frames. */
  action: string | null
  messageId: string | null
  /** The frame as it went over the wire; cut at 64 KiB here, whole in `trace.frame`. */
  text: string
  truncated: boolean
  /** On results and errors: milliseconds since the call they answer. */
  roundTripMs: number | null
  /** Findings that this frame raised: quirk ids or `schema: …`. */
  findings: string[]
  /** The session that it is part of; null: of none. */
  session: number | null
  /** The note of its bookmark; null: it has none. */
  bookmark: string | null
}

export interface TracePage extends Page<TraceLine> {
  /** Receive time of the last frame that was looked at; null: there are no more. */
  searchedTo: EpochMs | null
}

export interface TraceExportPart {
  text: string
  /** Frames in this part. */
  frames: number
  /** Receive time of the last frame that was looked at; null: it is complete. */
  searchedTo: EpochMs | null
}

export interface KeptFrames {
  frames: number
  bytes: number
  /** Receive time of the oldest; null: there is none. */
  since: EpochMs | null
}

export interface Bookmark {
  line: TraceLine
  note: string
  /** When it was set. */
  at: EpochMs
}

export interface TraceEvent {
  lines: TraceLine[]
  /** Lines that matched but were left out because they came faster than a window can show. */
  omitted: number
}

export interface CommandRecord {
  id: number
  station: string
  request: StationRequest
  /** What it was called on the wire; null for commands of before this was kept. */
  action: string | null
  /** Null for commands of before this was kept. */
  by: CommandSource | null
  /** What Plugboard sent it for, where nobody asked; null: somebody did. */
  ownAccord: OwnAccordKind | null
  sentAt: EpochMs
  /** Null while the station has not answered. */
  roundTripMs: number | null
  outcome: 'pending' | 'accepted' | 'rejected' | 'timeout' | 'error' | 'connection-lost'
  /** The station's own word ("Accepted", "NotSupported"), or the error code and its description. */
  answer: string | null
  /** All that the station answered. Null: nothing, or too much for a list; `stations.response` has it whole. */
  response: JsonObject | null
  isResponseOmitted: boolean
}

export type JsonObject = Record<string, unknown>

/** An action that a station can be sent, for a form to be made of. */
export interface ActionDescription {
  action: string
  /** JSON schema (draft 7) of the payload, with the definitions that it refers to. */
  schema: JsonObject
  /** It interrupts, overwrites or deletes: ask before. */
  isRisky: boolean
  /** The protocols that have an action of this name. */
  protocols: string[]
  /** Payloads for common purposes; the names are keys of sentences. */
  presets: { name: string; payload: JsonObject }[]
}

export interface StationActions {
  /** Of the live connection, or of the last one; null: it never connected, and there are no actions. */
  protocol: string | null
  actions: ActionDescription[]
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

export interface Overview {
  at: EpochMs
  /** Linked: a socket is open right now. The others are states by the heartbeat interval. */
  stations: { registered: number; online: number; offline: number; unknown: number; linked: number }
  /** Of stations that are linked: what the others last said is no count of now. */
  connectors: {
    available: number
    charging: number
    suspended: number
    occupied: number
    reserved: number
    unavailable: number
    faulted: number
    unknown: number
  }
  powerW: number
  runningSessions: number
  newStations: number
  /** Sessions that wait on the data-quality desk. */
  deskItems: number
  /** Lines of the security inbox that nobody has seen. */
  securityItems: number
  notices: Notice[]
}

/** Something about Plugboard itself that the user must know now; a banner in every window. */
export interface Notice {
  code: 'storage-full' | 'storage-busy' | 'tls-certificate-expiring'
  since: EpochMs
  /** When the certificate expires; null where the notice is about no instant. */
  until: EpochMs | null
}

export interface Person {
  person: number
  name: string
  note: string
  company: number | null
  costCentre: string
  vehicles: Vehicle[]
  createdAt: EpochMs
}

export interface IdTokenRow {
  /** Normalised: upper case, no separators (quirk A01). */
  token: string
  /** As a station wrote it last, else as it was typed. */
  raw: string
  /** As a 2.x station named it last: ISO14443, eMAID …; null: never told. */
  type: string | null
  /** Null: never decided; the setting for unknown tokens applies. */
  status: TokenStatus | null
  /** Not accepted before, and from then on. */
  validFrom: EpochMs | null
  validUntil: EpochMs | null
  /** The parent group. */
  group: string | null
  person: number | null
  personName: string | null
  note: string
  /** How often it was shown at a charger, and how often it was refused. */
  seen: number
  refused: number
  firstSeenAt: EpochMs
  /** Null: never shown at a charger. */
  lastSeenAt: EpochMs | null
  lastStation: string | null
  /** On a token that nobody decided on: known ones that may be the same card, read another way (quirk A01). */
  similar: { token: string; personName: string | null }[]
  /** Chargers at which it stands for a person, whoever shows it (quirk A04). */
  placeholders: { station: string; person: number; personName: string }[]
}

/** The next unknown token that is shown will belong to the person (quirk A05). */
export interface Learning {
  person: number
  personName: string
  /** Null: at any charger. */
  station: string | null
  until: EpochMs
  state: 'waiting' | 'learned' | 'timed-out' | 'cancelled'
  /** What was learned, as the station wrote it, and where. */
  raw: string | null
  learnedAtStation: string | null
}

/** The list of tokens that a station keeps for the time without a connection. */
export interface LocalListRow {
  station: string
  /** Tokens that belong on the list now. */
  wanted: number
  /** Version and length of the list as it is there, as far as known. */
  version: number | null
  entries: number | null
  /** The version that the next sync makes; null: the list there is as it should be. */
  nextVersion: number | null
  /** How many tokens the station takes; null: not told. */
  mostEntries: number | null
  lastSyncAt: EpochMs | null
  result: LocalListResult | null
  state: 'idle' | 'waiting' | 'running'
  /** False: the station has no connection, or is not ready for it. */
  canSync: boolean
  /** The token that remote starts use where none is given; null: the one of the settings (quirk A02). */
  remoteIdToken: string | null
}

export interface Settings {
  firstContact: FirstContact
  /** What a station is told of an id token that was never seen before. */
  unknownTokens: 'accept' | 'refuse'
  /** What a station is told when a session starts with a token that already runs another one. */
  concurrentSessions: 'accept' | 'refuse'
  /** The token of remote starts that name none (quirk A02): 14 hex digits, made with the database. */
  remoteIdToken: string
  /** Days after which raw frames are deleted. */
  keepFramesDays: number
  /** Megabytes of raw frames beyond which the oldest are deleted. */
  keepFramesMb: number
  /** Heartbeat interval given to stations in the boot answer, seconds. */
  heartbeatIntervalS: number
  /** Nothing is sent to any station without being asked. */
  handsOff: boolean
  /** Whether the tax of a bill is rounded once for each rate, or on each line of it. */
  taxRounding: 'sum' | 'line'
  /** What is sent without being asked, for all stations. */
  ownAccord: Record<OwnAccordKind, boolean>
  /** The desktop app serves scripts on this computer. */
  servesRest: boolean
}

export interface AppInfo {
  version: string
  host: 'desktop' | 'headless'
  demo: boolean
  dataDirectory: string
  startedAt: EpochMs
  /** Addresses that chargers can use, one per network interface and listener. */
  stationAddresses: { url: string; interface: string; secure: boolean; listener: ListenerKind }[]
}

export interface Page<T> {
  rows: T[]
  /** Hand in again to get the next page; null at the end. */
  next: string | null
}

/** A feed over a keyed set: first one snapshot, then what changed since the last one was taken. */
export type KeyedEvent<V> =
  | { kind: 'snapshot'; rows: V[] }
  | { kind: 'patch'; upserts: V[]; removed: (string | number)[] }
