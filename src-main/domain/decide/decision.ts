import type { AuditAction } from '#contract/desk'
import type { StationNews } from '#contract/reports'
import type { Sample } from '#contract/sessions'
import type { ChargingState, ConnectorStatus, Mark, Place, Quantity } from '#contract/vocabulary'
import type { LimitInEffect } from '../charging/suspension'
import { resolveTime } from '../clock'
import { clockOf, factOf, type Fact } from '../compatibility'
import { isGhostVoltage } from '../phases'
import type { CertificateRequest, ReadRequest } from '../security/certificate-request'
import type { SecurityEvent } from '../security/security-event'
import type { Session } from '../session'
import type { StoredSignedValue } from '../signed/evidence'
import type { Station } from '../station'
import type { RawSample, RawSigned, Verdict } from '../station-message'
import type { Owner, Surroundings } from '../surroundings'
import type { TokenFacts } from '../token'

/** What a decision may know besides the message. Everything is a value or a synchronous look-up; no clock, no store. */
export interface Situation {
  receivedAt: number
  station: Station
  sessions: SessionBook
  /** All stations, this one included. */
  stations(): Iterable<Station>
  /** What was decided of an id token for this station, by its normalised form; null: nothing yet. */
  token(normalised: string): TokenFacts | null
  /** Was it named to this station lately, to start with it? Then nobody has shown it. */
  isRemote(normalised: string): boolean
  /** Open sessions of whatever station that were started with the token. */
  openWith(normalised: string): readonly Session[]
  /** Whose next unknown token is learned here and now (quirk A05); null: nobody's. */
  learning: { person: Owner } | null
  /** Where the station stands now. */
  surroundings: Surroundings
  /** What limits a place at an instant; null: nothing that is known here. */
  limit(place: Place | null, at: number): LimitInEffect | null
  /** What a profile that is renewed from here allows now, in its own unit; null: there is no such profile. */
  renewedLimit(profile: number): number | null
  certificates: {
    /** What is in a request for a certificate, its signature and its key looked at. */
    read(text: string): ReadRequest
    /** That certificates are issued to; empty: to any. */
    organisation: string
  }
  policy: { unknownTokens: 'accept' | 'refuse'; concurrentSessions: 'accept' | 'refuse'; heartbeatIntervalS: number }
}

/** The sessions of one station. */
export interface SessionBook {
  /** The id that a new session gets (quirk T12). The caller counts up when a decision used it. */
  readonly nextId: number
  /** Newest first. */
  open(): readonly Session[]
  /** The open ones and those that ended lately, newest first. */
  recent(): readonly Session[]
  byTransaction(transactionId: string): Session | null
  get(session: number): Session | null
  /** Ended ones included: an answer may have been lost long ago (quirk T04). */
  byStart(start: { startText: string; meterStartWh: number | null }): readonly Session[]
  /** Ended ones whose end was told in the same words (quirk T06). */
  byEnd(end: { endText: string; meterStopWh: number | null }): Session | null
  /** Does another station know a transaction by this id (quirk T20)? */
  isForeign(transactionId: string): boolean
}

/** What follows from one message. The caller stores all of it, then answers with the verdict, then publishes. */
export interface Decision {
  verdict: Verdict
  station: Station
  /** New and changed sessions. */
  sessions: Session[]
  samples: { session: number; samples: Sample[] }[]
  signed: { session: number; values: SignedRecord[] }[]
  statusChanges: StatusChange[]
  tokenSeen: { normalised: string; raw: string; type: string | null; isRefused: boolean } | null
  /** The normalised token that now belongs to the person who was waited for. */
  tokenLearned: string | null
  securityEvent: SecurityEvent | null
  certificateRequest: CertificateRequest | null
  findings: { code: string; detail: string; fact?: Fact }[]
  audit: Audited[]
  /** Events that it told, and what it asked in vain. */
  news: StationNews[]
}

/** Something that a rule changed which a person had decided, or that a person should know was different before. */
export interface Audited {
  action: AuditAction
  session: number | null
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** What a meter has signed, with its time made ours. */
export type SignedRecord = Omit<StoredSignedValue, 'id'>

export interface StatusChange {
  evse: number
  connector: number
  /** Station time where its clock is valid, else receive time. */
  at: number
  receivedAt: number
  status: ConnectorStatus
  chargingState: ChargingState | null
  rawStatus: string
  errorCode: string | null
  vendorCode: string | null
  vendorId: string | null
  info: string | null
  /** The same notification came again (quirk S09): counted on the stored row, no new interval. */
  isRepeat: boolean
}

export function decided(situation: Situation, verdict: Verdict, changes: Partial<Decision> = {}): Decision {
  return {
    verdict,
    station: situation.station,
    sessions: [],
    samples: [],
    signed: [],
    statusChanges: [],
    tokenSeen: null,
    tokenLearned: null,
    securityEvent: null,
    certificateRequest: null,
    findings: [],
    audit: [],
    news: [],
    ...changes,
  }
}

/** Station times of samples made ours; the marks say what was wrong with them. */
export function datedSamples(situation: Situation, samples: readonly RawSample[]): { samples: Sample[]; marks: Mark[] } {
  const marks = new Set<Mark>()
  const factor = factOf(situation.station, 'energyUnitFactor')
  const isReversed = factOf(situation.station, 'currentDirection') === 'export-is-import'
  const quantityOf = (quantity: Quantity) => (isReversed && quantity === 'current-export' ? 'current-import' : quantity)
  const isTotalOnL1 = factOf(situation.station, 'phaseMeaning') === 'total-on-l1'
  const phaseOf = ({ quantity, phase }: RawSample) => (isTotalOnL1 && phase === 'L1' && quantity.startsWith('energy') ? null : phase)
  const dated = samples.filter((sample) => !isGhostVoltage(sample)).map((sample) => {
    const time = resolveTime(sample.time, situation.receivedAt, clockOf(situation.station))
    if (time.mark) marks.add(time.mark)
    const { quantity, context, value } = sample
    return { at: time.at, quantity: quantityOf(quantity), phase: phaseOf(sample), context, value: quantity.startsWith('energy') ? value * factor : value }
  })
  return { samples: dated, marks: [...marks] }
}

/** The signed values of a session as its rows: they are evidence, and never touched. */
export function signedRows(
  situation: Situation,
  { session, signed = [] }: { session: number; signed: readonly RawSigned[] | undefined },
): Decision['signed'] {
  if (signed.length === 0) return []
  const values = signed.map(({ time, context, ...rest }) => ({
    ...rest,
    at: resolveTime(time, situation.receivedAt, clockOf(situation.station)).at,
    context: context === 'begin' || context === 'end' ? context : ('other' as const),
  }))
  return [{ session, values }]
}
