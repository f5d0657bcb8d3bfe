import type { ChargingLimits, ChargingProfile, RateUnit, SchedulePeriod } from '#contract/charging'
import type { ChargingNeeds, DeclinedAsk, DisplayMessage, Monitor } from '#contract/reports'
import type { CertificateUse, SecurityProfile } from '#contract/security'
import type { Tariff } from '#contract/tariff'
import type {
  ChargingState,
  ConnectorStatus,
  EndReason,
  Phase,
  Place,
  Quantity,
  SampleContext,
  StationStatus,
  SettingAccess,
  TriggerTopic,
} from '#contract/vocabulary'

/**
 * What a station tells, in neutral words, the same for every OCPP version. The dialects (`src-main/ocpp`) decode into
 * it and lose nothing that a rule needs: where a station's own word matters, it is kept beside ours (`raw…`).
 *
 * Times stay text here. Reading them needs the receive time and what is known of the station's clock, so the domain
 * does it (`clock.ts`, quirks B07 to B10).
 */
export type StationMessage =
  | Boot
  | { kind: 'heartbeat' }
  | ConnectorStatusMessage
  | StationStatusMessage
  | { kind: 'authorize'; idToken: IdToken | null }
  | TransactionMessage
  | MeterValuesMessage
  | { kind: 'data-transfer'; vendorId: string | null; messageId: string | null; data: string | null }
  | { kind: 'alarms'; alarms: Alarm[] }
  | { kind: 'security-event'; event: string; time: string | null; info: string | null; isCritical: boolean }
  /** `text` as the station wrote it; empty: none that could be one. */
  | { kind: 'certificate-request'; text: string; use: CertificateUse; requestId: number | null }
  | { kind: 'firmware-status'; status: string; requestId: number | null }
  | { kind: 'log-status'; status: string; requestId: number | null }
  | { kind: 'report'; requestId: number | null; seqNo: number; isLast: boolean; settings: ReportedSetting[] }
  | ProfileReport
  | Part<'monitor-report'> & { items: Monitor[] }
  | Part<'display-report'> & { items: DisplayMessage[] }
  | Part<'customer-report'> & { /** The action that asks for it. */ asked: string; text: string }
  | { kind: 'stream-opened'; stream: number; monitor: number; intervalS: number | null }
  | { kind: 'stream-closed'; stream: number }
  | { kind: 'stream-values'; stream: number; baseTime: string | null; values: { offsetS: number; value: string }[] }
  | { kind: 'charging-needs'; evse: number | null; departure: string | null; needs: Omit<ChargingNeeds, 'at' | 'departureAt'> }
  /** What limit does a profile have now that is renewed from here? */
  | { kind: 'limit-ask'; profile: number | null }
  /** It asks for what only a service on the internet could give. */
  | { kind: 'unanswerable'; what: DeclinedAsk; detail: string | null }
  | { kind: 'reservation-update'; reservation: number | null; status: 'expired' | 'removed' }
  /** A known action without a rule yet: the raw frame is kept, and it is acknowledged where that is harmless. */
  | { kind: 'noted'; action: string }

/** Of a list that is told in parts. The number is null where the version has none. */
interface Part<Kind extends string> {
  kind: Kind
  requestId: number | null
  seqNo: number | null
  isLast: boolean
}

export interface Boot {
  kind: 'boot'
  vendor: string | null
  model: string | null
  serial: string | null
  firmware: string | null
  iccid: string | null
  imsi: string | null
  meterType: string | null
  meterSerial: string | null
  /** 2.x only: PowerUp, RemoteReset … */
  reason: string | null
}

export interface ConnectorStatusMessage {
  kind: 'connector-status'
  place: Place
  status: ConnectorStatus
  /** Null: the message says that nothing charges. Unsaid: the version tells it elsewhere (2.x, quirk X06). */
  chargingState: ChargingState | 'unsaid' | null
  rawStatus: string
  time: string | null
  /** Null: the message says that there is no fault. Unsaid: the version tells faults elsewhere (2.x, quirk X07). */
  fault: ReportedFault | 'unsaid' | null
  /** Raw states, in lower case, that this one may follow by the standard. Absent: any. */
  before?: readonly string[]
  /** What the fields of the vendor say while there is no fault (quirk S03). */
  remark: ReportedFault | 'unsaid' | null
}

export interface StationStatusMessage {
  kind: 'station-status'
  status: StationStatus
  rawStatus: string
  time: string | null
  fault: ReportedFault | 'unsaid' | null
  remark: ReportedFault | 'unsaid' | null
}

export interface ReportedFault {
  code: string
  /** The station's own word, where it is none of the standard (quirk S02). */
  rawCode: string | null
  info: string | null
  vendorCode: string | null
  vendorId: string | null
}

export interface IdToken {
  /** As sent, only trimmed of control characters. Matching uses `normaliseIdToken` (quirk A01). */
  value: string
  /** 2.x: ISO14443, KeyCode, Central …; null where the version has no types. */
  type: string | null
}

/**
 * One step in the life of a transaction. 1.6 Start and Stop and 2.x TransactionEvent are all this; a field that the
 * message did not carry is null, and the session keeps what earlier messages said (quirk X04).
 */
export interface TransactionMessage {
  kind: 'transaction'
  phase: 'started' | 'updated' | 'ended'
  /**
   * The station's transaction id as text. Null: the station expects us to allot one (1.6 Start), or it named none that
   * can be one: absent, 0, -1, beyond int32 (quirks T01, F09). Negative ids are the station's own (T02).
   */
  transactionId: string | null
  /** 2.x order of events within the transaction; null in 1.6. */
  seqNo: number | null
  place: Place | null
  idToken: IdToken | null
  time: string | null
  /** The station said that this happened while it had no connection. */
  offline: boolean
  chargingState: ChargingState | null
  /** 1.6 meterStart / meterStop. Null: absent. */
  meterWh: number | null
  samples: RawSample[]
  /** Absent: none. */
  signed?: RawSigned[]
  reason: EndReason | null
  rawReason: string | null
  remoteStartId: number | null
  /** Of the reservation that it used. */
  reservationId: number | null
}

/** A part of what a 2.x station holds, after it was asked. */
export interface ProfileReport {
  kind: 'profile-report'
  requestId: number | null
  /** 0: the station as a whole. */
  evse: number
  /** Who set them, in the station's words: CSO is the central system. */
  source: string
  isLast: boolean
  profiles: { id: number; content: ChargingProfile }[]
}

export interface MeterValuesMessage {
  kind: 'meter-values'
  /** Null: station-level meter (1.6 connector 0, 2.x EVSE 0). */
  place: Place | null
  transactionId: string | null
  samples: RawSample[]
  /** Absent: none. */
  signed?: RawSigned[]
}

/** What a meter has signed, character by character. */
export interface RawSigned {
  time: string | null
  context: SampleContext
  /** As told: OCMF, EDL … Null: not told. */
  format: string | null
  /** Base64 where it is no text. */
  encoding: 'plain' | 'base64'
  text: string
  /** As sent. */
  publicKey: string | null
}

/** One reading, in base units, its time still as the station wrote it. */
export interface RawSample {
  time: string | null
  quantity: Quantity
  phase: Phase | null
  context: SampleContext
  /** Base unit of the quantity: Wh, W, A, V, Hz, percent, degrees Celsius. */
  value: number
}

/** 2.x NotifyEvent, one entry. */
export interface Alarm {
  /** Of the variable, in one line. */
  name: string
  component: string
  variable: string
  place: Place | null
  value: string
  techCode: string | null
  techInfo: string | null
  cleared: boolean
  /** Trigger "Alerting", "Delta", "Periodic". */
  trigger: string | null
  severity: number | null
  /** The monitor that noticed it. */
  monitor: number | null
  time: string | null
}

/** What a station says of a change. The name is empty where the version has no need to repeat it. */
export interface SettingAnswer {
  name: string
  word: string
  isAccepted: boolean
  isRebootNeeded: boolean
}

/** One setting as a station tells it. What the message did not say is null; lists are empty then. */
export interface ReportedSetting {
  /** Of the station's version: a key, or `Component[instance]@evse:connector.Variable[instance]`. */
  name: string
  /** What it belongs to at the station; null where the version groups nothing. */
  component: string | null
  value: string | null
  access: SettingAccess | null
  type: string | null
  allowed: string[]
  minimum: number | null
  maximum: number | null
  unit: string | null
}

/** Of a session, tax included; thousandths of the minor unit. */
export interface Cost {
  amount: number
  currency: string
}

export interface BootVerdict {
  kind: 'boot'
  registration: 'accepted' | 'pending' | 'rejected'
  intervalS: number
  now: number
}

/** What the station is told. The dialect of its connection turns it into the payload of the action that asked. */
export type Verdict =
  | BootVerdict
  | { kind: 'heartbeat'; now: number }
  /** `price`: of this user, where the station shows it. */
  | { kind: 'authorization'; token: TokenVerdict; price?: ToldTariff }
  /** `transactionId`: the one to use from now on (1.6 Start); always above 0 (quirk T10). */
  | { kind: 'transaction'; transactionId: number; token: TokenVerdict | null; cost?: Cost }
  | { kind: 'acknowledged' }
  | { kind: 'data-transfer'; status: 'accepted' | 'rejected' | 'unknown-vendor' }
  | { kind: 'certificate-request'; isAccepted: boolean }
  /** Null: no such profile is renewed from here. */
  | { kind: 'limit'; limit: number | null }

/** `invalid`: none was given. `unknown`: nobody has decided on it, and the setting refuses such tokens. */
export type TokenStanding =
  | 'accepted'
  | 'blocked'
  | 'expired'
  | 'not-yet-valid'
  | 'unknown'
  | 'invalid'
  | 'concurrent-transaction'

export interface TokenVerdict {
  standing: TokenStanding
  /** The parent group of the token. */
  group: string | null
  /** Until when a station may remember the verdict, epoch milliseconds; null: it may decide itself. */
  expiresAt: number | null
}

/** What Plugboard asks of a station, resolved: a session has become the transaction id that the station knows. */
export type StationCall = NeutralCall | RawCall

/** An action of the station's own version, as a person wrote it. */
export interface RawCall {
  kind: 'raw'
  action: string
  payload: Record<string, unknown>
  /** Goes out unchecked, by any name. */
  isForced?: true | undefined
  timeoutS?: number | undefined
}

export type NeutralCall =
  | { kind: 'start'; place: Place; idToken: string; remoteStartId: number }
  | { kind: 'stop'; transactionId: string }
  | { kind: 'reset'; mode: 'soft' | 'hard' }
  | { kind: 'unlock'; place: Place }
  | { kind: 'availability'; place: Place | null; operative: boolean }
  | { kind: 'trigger'; topic: TriggerTopic; place: Place | null }
  /** Null: all that there are, in one answer. */
  | { kind: 'read-settings'; names: readonly string[] | null }
  /** All that there are, in reports that follow the answer. */
  | { kind: 'report-settings'; requestId: number }
  | { kind: 'change-settings'; settings: readonly { name: string; value: string }[] }
  | { kind: 'upload-diagnostics'; transfer: FileTransfer; period: LogPeriod }
  | { kind: 'upload-security-log'; transfer: FileTransfer; period: LogPeriod }
  | { kind: 'update-firmware'; transfer: FileTransfer; retrieveAt: number }
  | { kind: 'update-signed-firmware'; transfer: FileTransfer; retrieveAt: number; certificate: string; signature: string }
  /** The password that it shall use from now on. */
  | { kind: 'change-key'; key: string }
  /** The station itself finds the way to this profile. */
  | { kind: 'raise-profile'; profile: SecurityProfile }
  /** The station is told where to connect, in a place of its own; then which places count, in their order. */
  | { kind: 'connection-profile'; slot: number; url: string; profile: SecurityProfile; isWireless: boolean }
  | { kind: 'connection-slots' }
  | { kind: 'prefer-connection'; slots: readonly number[] }
  | { kind: 'request-certificate'; use: CertificateUse }
  | { kind: 'send-certificate'; chain: string; use: CertificateUse; requestId: number | null }
  | { kind: 'install-root'; certificate: string }
  | { kind: 'installed-roots' }
  | TellCost
  /** The price for whoever comes, which the station shows and, where it can, computes with. */
  | { kind: 'set-tariff'; tariffId: string; tariff: Tariff }
  /** The price of one user, for the display. */
  | { kind: 'tell-price'; idToken: string; tariff: Tariff }
  /** The price of a running transaction, where it is another than the one for all. */
  | { kind: 'change-tariff'; transactionId: string; tariffId: string; tariff: Tariff }
  | { kind: 'list-tariffs' }
  | { kind: 'clear-tariffs'; tariffIds: readonly string[] }
  | { kind: 'local-list-version' }
  | { kind: 'local-list-limits' }
  /** EVSE 0: the station as a whole. */
  | { kind: 'set-profile'; profile: number; evse: number; transactionId: string | null; content: ChargingProfile }
  /** Null: all that there are. */
  | { kind: 'clear-profile'; profile: number | null }
  | { kind: 'composite-schedule'; evse: number; durationS: number; unit: RateUnit }
  /** What the station holds, in reports that follow the answer. */
  | { kind: 'list-profiles'; requestId: number }
  | { kind: 'charging-limits' }
  /** All its monitors, in reports that follow the answer. */
  | { kind: 'list-monitors'; requestId: number }
  /** All that it shows on its display, likewise. */
  | { kind: 'list-display'; requestId: number }
  /** Place null: any connector of the station. Until: epoch milliseconds. */
  | { kind: 'reserve'; reservation: number; place: Place | null; idToken: string; /** As a station named it once; null: not known. */ tokenType: string | null; until: number }
  | { kind: 'cancel-reservation'; reservation: number }
  | { kind: 'send-local-list'; version: number; mode: 'full' | 'differential'; entries: readonly LocalListEntry[] }

/** A tariff with the name that the station knows it by. */
export interface ToldTariff {
  tariffId: string
  tariff: Tariff
}

/** What a session costs, for the display of its station. Prices are per kWh and per hour, with tax; null: free. */
export interface TellCost {
  kind: 'tell-cost'
  transactionId: string
  cost: Cost
  isFinal: boolean
  at: number
  energyWh: number
  isCharging: boolean
  perKwh: number | null
  perHour: number | null
  /** Until `perHour` begins; 0: it runs. */
  graceMs: number
}

/** Where a station is to put or to find a file, and how often it may try. */
export interface FileTransfer {
  requestId: number
  location: string
  retries: number
  retryIntervalS: number
}

/** Which part of a log; null: as far as it goes. Epoch milliseconds. */
export interface LogPeriod {
  from: number | null
  to: number | null
}

/** One token of a station's local list. Without info it is taken off the list. */
export interface LocalListEntry {
  /** As stations write it: they compare the spelling. */
  idToken: string
  /** As a 2.x station named it; null: not known. */
  type: string | null
  info: { group: string | null; expiresAt: number | null } | null
}

/** The station's answer to a call: its own word, whether that word means yes, and all that it answered. */
export interface StationReply {
  accepted: boolean
  /** Empty where the answer has no such word. */
  raw: string
  response: Record<string, unknown>
  /** Of a reading: those that the station knows. */
  settings?: ReportedSetting[]
  /** Of a change: the station's word on each. */
  changes?: SettingAnswer[]
  /** Of the station's local list; below 0: it keeps none. */
  listVersion?: number
  /** What its local list takes; null: not told. */
  listLimits?: { entries: number | null; perMessage: number | null }
  /** Of the roots that it trusts, hashed by SHA-256. */
  installed?: { issuerNameHash: string; issuerKeyHash: string; serialNumber: string }[]
  /** In which order it tries the places that tell it where to connect. */
  slots?: number[]
  listUpdate?: 'accepted' | 'failed' | 'not-supported' | 'version-mismatch'
  /** What all profiles of an EVSE come to. Start: as the station wrote it; null: now. */
  composite?: { start: string | null; unit: RateUnit; durationS: number | null; periods: SchedulePeriod[] }
  /** What it says it can do with profiles. */
  chargingLimits?: ChargingLimits
  /** Of a list: it is empty, and no report follows. */
  isEmptyList?: boolean
  /** The list that is out of date by what was asked. */
  outdates?: 'monitors' | 'messages'
  /** Of the price for whoever comes, at any EVSE. */
  defaultTariffs?: string[]
  reservation?: 'accepted' | 'occupied' | 'faulted' | 'unavailable' | 'rejected'
}
