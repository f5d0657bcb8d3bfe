import type { LocalList } from './local-list'
import type { Settings } from './settings'
import type { Place, StationPlan } from './station-plan'
import type { BootReason, Connector, MeterReading, Moment, SampleContext, StopReason, Transaction } from './station-state'

export type Payload = Record<string, unknown>

/** A CALL that the station is going to make. */
export interface Message {
  action: string
  /** Built when it is sent for the first time: the answer to an earlier one may bring the transaction id. */
  payload: () => Payload
  /** Kept while there is no connection, and sent in order afterwards. */
  lasting: boolean
  /** May be left out when too many wait (OCPP 2.0.1 E04.FR.07): the next reading tells the register again. */
  expendable?: boolean
  onAnswer?: (answer: Payload) => void
}

/** Everything that a transaction message is made of. */
export interface TransactionStep {
  connector: Connector
  transaction: Transaction
  moment: Moment
}

/** How one OCPP version says what happens at a station. Pure but for the sequence numbers of the transactions. */
export interface Wire {
  subprotocol: 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1'
  boot(plan: StationPlan, reason: BootReason): Message
  heartbeat(): Message
  authorize(token: string): Message
  /** The central system's word for a token: "Accepted", "Blocked" … Null: the answer says nothing about it. */
  tokenStatus(answer: Payload): string | null
  /** The word that changes exactly when the status has to be told again. */
  statusWord(connector: Connector): string
  connectorStatus(connector: Connector, moment: Moment): Message[]
  stationStatus(operative: boolean, moment: Moment): Message[]
  faultChanged(connector: Connector, cleared: Connector['fault'], moment: Moment): Message[]
  /** Null: the central system allots the id (1.6). */
  newTransactionId(seed: string): string | null
  started(step: TransactionStep): Message[]
  chargingStateChanged(step: TransactionStep): Message[]
  metered(connector: Connector, reading: MeterReading, context: SampleContext, moment: Moment): Message[]
  ended(step: TransactionStep, reason: StopReason): Message[]
  /** Idle reports, for a trigger. */
  firmwareStatus(told?: TransferStatus): Message
  logStatus(told?: TransferStatus): Message
  /** Answers to the central system, by action; `notSupported` names the rest of the version's vocabulary. */
  /** Empty where the version has no message for it. */
  reservationOver(id: number): Message[]
  incoming: Record<string, (station: Servant, payload: Payload) => Payload>
  notSupported: ReadonlySet<string>
}

/** What is said of a file transfer; nothing is said of an id that the request did not carry. */
export interface TransferStatus {
  status: string
  requestId: number | null
  /** 1.6: the request was one of the security extension, which has messages of its own. */
  isSecure: boolean
}

/** A file to be uploaded or fetched. */
export interface FileOrder extends Omit<TransferStatus, 'status'> {
  what: 'log' | 'firmware'
  location: string
  retries: number
  retryIntervalS: number
}

export type ResetMode = 'graceful' | 'immediate' | 'when-idle'

export type TriggerTopic = 'boot' | 'heartbeat' | 'status' | 'meter-values' | 'transaction' | 'log' | 'firmware'

/** What a station does when it is told to, in neutral words. */
export interface Servant {
  settings: Settings
  /** Null: the station keeps none. */
  localList: LocalList | null
  hasPlace(place: Place): boolean

  remoteStart(order: { evse: number | null; token: string; remoteStartId: number | null }): boolean
  remoteStop(transactionId: string): boolean
  /** Graceful ends the transactions first, when-idle waits for their end. */
  reset(mode: ResetMode): 'accepted' | 'scheduled'
  unlock(place: Place): 'unlocked' | 'not-supported' | 'unknown-connector'
  stopForUnlock(place: Place): void
  isInTransaction(place: Place): boolean
  /** `evse` null: the whole station. */
  changeAvailability(evse: number | null, operative: boolean): 'accepted' | 'scheduled' | 'rejected'
  trigger(topic: TriggerTopic, evse: number | null): boolean
  /** Sends the parts of a base report. False: it makes none of this kind. */
  report(requestId: number, base: string): boolean
  /** Begins after the answer; gives the name of the file that a log will have. */
  transferFile(order: FileOrder): string
  /** Of the version's own making, kept as it came. False: refused. */
  setProfile(evse: number, profile: Payload): boolean
  clearProfile(wanted: { id?: unknown; evse?: unknown; purpose?: unknown; stackLevel?: unknown }): boolean
  compositeSchedule(evse: number, durationS: number): { start: string; periods: { startPeriod: number; limit: number }[] }
  /** Sends what it holds. False: nothing. */
  reportProfiles(requestId: number): boolean
  reserve(order: { id: number; evse: number | null; token: string; until: number }): 'Accepted' | 'Occupied' | 'Faulted' | 'Unavailable' | 'Rejected'
  cancelReservation(id: number): boolean
  transactionStatus(transactionId: string | null): { ongoing: boolean | null; messagesInQueue: boolean }
}
