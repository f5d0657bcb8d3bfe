import type { CommandRecord } from '#contract/commands'
import type { IdTokenRow, Person } from '#contract/people'
import type { EpochMs, JsonObject, Page, Settings } from '#contract/read-models'
import type { Sample, SessionRow } from '#contract/sessions'
import type { Finding, SecurityEventRow, StatusHistoryRow } from '#contract/stations'
import type { ConfigurationPlan, ConfigurationSnapshot, ConfigurationTemplate } from '#contract/configuration'
import type { PricePoint, SessionPrice } from '#contract/price'
import type { HandshakeDetail } from '#contract/handshakes'
import type { HistoryFilter } from '#contract/session-history'
import type { AuditRow } from '#contract/desk'
import type { ChargingState, SettingChange } from '#contract/vocabulary'
import type { LocalListResult } from '#contract/vocabulary'
import type { SignedRecord, StatusChange } from '../domain/decide/decision'
import type { StationNews } from '#contract/reports'
import type { Activity } from '../domain/course/activity'
import type { Course, CourseState } from '../domain/course/course'
import type { StatusChangeAt } from '../domain/course/hindrances'
import type { Session } from '../domain/session'
import type { SessionUse } from '../domain/session-view'
import type { PriceTerms } from '../domain/tariff/price-course'
import type { Station } from '../domain/station'
import type { ReportedSetting, TokenStanding } from '../domain/station-message'
import type { BillReader, BillStore } from './bill-ports'
import type { ChargingStore } from './charging-ports'
import type { KpiReader, KpiStore } from './kpi-ports'
import type { PresenceStore } from './presence-ports'
import type { ReportStore } from './report-ports'
import type { OrganisationStore, StoredOrganisation } from './organisation-ports'
import type { FindingStore } from './letter-ports'
import type { PlanStore } from './plan-ports'
import type { OwnAccordStore } from './own-accord-ports'
import type { PolicyRow, PricingStore, PricingUse } from './pricing-ports'
import type { BookmarkStore, FrameRecord, TraceReader } from './trace-ports'
import type { HistoryReader } from './history-ports'
import type { AccessStore } from './access-ports'
import type { AlertStore } from './alerts-ports'
import type { CertificateRequest } from '../domain/security/certificate-request'
import type { NewSecurityEvent, SecurityStore } from './security-ports'
import type { SignedReader, SignedStore } from './signed-ports'
import type { TransferStore } from './transfer-ports'

/** The world as the central system sees it. `core.ts` puts the real things in, tests their own. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls back after `ms`; returns what cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface Log {
  info(message: string, data?: Record<string, unknown>): void
  warn(message: string, data?: Record<string, unknown>): void
  error(message: string, data?: Record<string, unknown>): void
}

/** Hashes for the passwords of stations. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Is any of the candidates (raw bytes) the password of this hash? */
  fits(candidates: readonly Buffer[], hash: string): Promise<boolean>
}

/** Everything of one turn of the loop; stored in one transaction or not at all. */
export interface Commit {
  frames: FrameRecord[]
  stations: Station[]
  /** Receive time of the last frame and of the last message, by station. */
  lastSeen: { station: string; at: EpochMs; messageAt: EpochMs | null; protocol: string | null; remoteAddress: string | null }[]
  sessions: Session[]
  /** The highest session id given in this turn; null: no new session. */
  newestSession: number | null
  samples: { session: number; samples: Sample[] }[]
  signed: { session: number; station: string; values: SignedRecord[] }[]
  statusChanges: { station: string; change: StatusChange }[]
  findings: { station: string; code: string; detail: string; at: EpochMs; count: number; /** The one that shows it. */ frame?: FrameRecord }[]
  tokens: { normalised: string; raw: string; type: string | null; isRefused: boolean; at: EpochMs; station: string }[]
  /** Tokens that a person was waited for with, and that are accepted from now on. */
  learned: { token: string; person: number }[]
  securityEvents: NewSecurityEvent[]
  certificateRequests: { station: string; request: CertificateRequest }[]
  /** New ones, and known ones that were counted up. */
  handshakes: HandshakeDetail[]
  /** With their answers whole. */
  commands: CommandRecord[]
  audit: NewAuditRow[]
  /** From when on a session was in which charging state. */
  sessionStates: { session: number; at: EpochMs; state: ChargingState | null }[]
  /** How the time of ended sessions was used. */
  activities: { session: number; activity: Activity }[]
  /** The tariff that new sessions began with. */
  policies: PolicyRow[]
  news: { station: string; at: EpochMs; news: StationNews }[]
  identifications: IdentificationRow[]
}

/** A card was shown, and answered. */
export interface IdentificationRow {
  station: string
  at: EpochMs
  /** Normalised. */
  token: string
  standing: TokenStanding
  /** The session that got its token then, some time after it began; null: it was asked about alone. */
  session: number | null
}

/** The table numbers them. `canUndo` is what the session says now. */
export type NewAuditRow = Omit<AuditRow, 'id' | 'canUndo'>

export interface StoredStation {
  station: Station
  passwordHash: string | null
  /** Any frame, ping or pong. */
  lastSeenAt: EpochMs | null
  /** CALL, CALLRESULT or CALLERROR. Null: never. */
  lastMessageAt: EpochMs | null
  protocol: string | null
  remoteAddress: string | null
  lastBootTriggerAt: EpochMs | null
}

/** An id token as it is stored; its row adds what follows from others. */
export type StoredToken = Omit<IdTokenRow, 'personName' | 'similar' | 'placeholders'>

/** The local list of a station, as far as it is known here. */
export interface StoredList {
  station: string
  version: number | null
  /** What each token on it says there; null: not known. */
  content: Readonly<Record<string, string>> | null
  mostEntries: number | null
  perMessage: number | null
  lastSyncAt: EpochMs | null
  result: LocalListResult | null
  /** The firmware that keeps no list; it is not asked again of itself. */
  refusedBy: string | null
}

/** At the station the token stands for the person (quirk A04). */
export interface Placeholder {
  station: string
  token: string
  person: number
}

/** What must be known before the first station connects. */
export interface Snapshot {
  stations: StoredStation[]
  openSessions: Session[]
  /** Ended ones that wait on the data-quality desk. */
  deskSessions: Session[]
  organisation: StoredOrganisation
  settings: Settings
  tokens: StoredToken[]
  people: Person[]
  placeholders: Placeholder[]
  localLists: StoredList[]
  /** Tokens of remote starts, by station (quirk A02). */
  remoteTokens: { station: string; token: string }[]
  nextSessionId: number
  nextFrameId: number
  nextHandshakeId: number
  nextCommandId: number
}

export type StoredAuditRow = Omit<AuditRow, 'canUndo'>

/** Thrown by `commit` when there is no room; nothing was changed, and the same commit may be tried again. */
export class StorageFullError extends Error {
  override name: string = 'StorageFullError'
}

/** The same while another program holds the database: it passes by itself, or when that program is ended. */
export class StorageBusyError extends StorageFullError {
  override name = 'StorageBusyError'
}

/** What a file of people and tokens brings. */
export interface ImportBatch {
  people: (Omit<Person, 'person'> & { person: number | null })[]
  tokens: { token: Omit<StoredToken, 'person'>; owner: { person: number | null } | { planned: number } }[]
}

export interface Store {
  load(): Snapshot
  /** @throws StorageFullError */
  commit(commit: Commit): void
  sessions: SessionLookup
  organisation: OrganisationStore
  plans: PlanStore
  pricing: PricingStore
  bills: BillStore
  settings: { save(settings: Partial<Settings>): void }
  tokens: {
    save(token: StoredToken): void
    remove(token: string): void
    setPlaceholder(placeholder: Placeholder): void
    removePlaceholder(placeholder: Omit<Placeholder, 'person'>): void
    setRemote(station: string, token: string | null): void
  }
  localLists: { save(list: StoredList): void }
  people: {
    /** Returns the number of a new one. */
    add(person: Omit<Person, 'person'>): number
    save(person: Person, at: EpochMs): void
    /** All of them or none; a token without `person` belongs to the person at the place `planned`. */
    adopt(batch: ImportBatch, at: EpochMs): { people: Person[]; tokens: StoredToken[] }
    /** Blocks the tokens of the person and makes them nobody's. */
    remove(person: number): void
  }
  stations: { noteBootTrigger(station: string, at: EpochMs): void }
  findings(station: string): Finding[]
  securityEvents(station: string): SecurityEventRow[]
  commands(station: string): CommandRecord[]
  /** The whole answer to a command; null: there is none. */
  response(command: number): JsonObject | null
  /** The latest of them. */
  handshakes(): HandshakeDetail[]
  handshake(id: number): HandshakeDetail | null
  configuration: ConfigurationStore
  transfers: TransferStore
  ownAccord: OwnAccordStore
  findingStore: FindingStore
  access: AccessStore
  alerts: AlertStore
  charging: ChargingStore
  presence: PresenceStore
  kpi: KpiStore
  kpiReader: KpiReader
  reports: ReportStore
  signed: SignedStore
  signedReader: SignedReader
  security: SecurityStore
  audit: { ofSession(session: number): StoredAuditRow[]; page(cursor: string | null, limit: number): Page<StoredAuditRow> }
  bookmarks: BookmarkStore
  /** Read on another thread: these can take longer than a turn of the loop may. */
  reader: Reader
  trace: TraceReader
  history: HistoryReader
  /** Deletes what is older than its retention, in steps that do not hold up the loop. */
  clean(now: EpochMs, settings: Settings): void
  /** Makes the copy of the day where it is missing. */
  backUp(now: EpochMs): Promise<void>
  close(): void
}

/** Sessions that are no longer in memory; indexed, synchronous, tens of microseconds. */
export interface SessionLookup {
  byTransaction(station: string, transactionId: string): Session | null
  byStart(station: string, start: { startText: string; meterStartWh: number | null }): Session[]
  byEnd(station: string, end: { endText: string; meterStopWh: number | null }): Session | null
  isKnownElsewhere(station: string, transactionId: string): boolean
  get(session: number): Session | null
  /** How the time of an ended session was used. Null: not computed yet. */
  use(session: number): SessionUse | null
  /** Ended sessions of which that was not computed yet, the newest first. */
  withoutActivity(before: number, limit: number): number[]
}

export interface Reader extends BillReader {
  /** The last started first, of one station or of all. */
  history(filter: Pick<HistoryFilter, 'station'>, cursor: string | null, limit: number): Promise<Page<SessionRow>>
  samples(session: number): Promise<Sample[]>
  told(session: number): Promise<ToldOfSession>
  /** Null: there is no ended session of that number. */
  course(session: number): Promise<EndedCourse | null>
  /** What a session cost over time. */
  pricesOver(session: Session, until: EpochMs, terms: PriceTerms): Promise<PricePoint[]>
  /** What it would have cost if it had ended at an instant. */
  priceAt(session: Session, at: EpochMs, terms: PriceTerms): Promise<SessionPrice>
  pricingUse(): Promise<PricingUse>
  statusHistory(station: string, limit: number): Promise<StatusHistoryRow[]>
  close(): Promise<void>
}

export interface EndedCourse {
  session: Session
  course: Course
  activity: Activity
}

/** What a station told of one session over time. */
export interface ToldOfSession {
  samples: Sample[]
  states: CourseState[]
  /** Of its connector, from before the session on. */
  faults: StatusChangeAt[]
}

/** A setting as it was told last, and when it was changed from here. */
export interface StoredSetting extends ReportedSetting {
  readAt: EpochMs
  changedAt: EpochMs | null
  isRebootNeeded: boolean
}

export interface StoredConfiguration {
  /** Of the last reading of all. */
  readAt: EpochMs | null
  settings: StoredSetting[]
  gaps: string[]
}

/** What stations are, were and shall be set to. Writing throws StorageFullError. */
export interface ConfigurationStore {
  current(station: string): StoredConfiguration
  /** With a snapshot, where all was read. */
  save(station: string, configuration: StoredConfiguration, isReading: boolean): void
  snapshots(station: string): ConfigurationSnapshot[]
  /** Null: there is none. */
  snapshot(id: number): { name: string; value: string | null }[] | null
  templates(): ConfigurationTemplate[]
  addTemplate(name: string, settings: SettingChange[]): ConfigurationTemplate
  removeTemplate(template: number): void
  plan(station: string): ConfigurationPlan
  savePlan(station: string, plan: ConfigurationPlan): void
  /** Stations whose plan names the template. */
  followers(template: number): string[]
}
