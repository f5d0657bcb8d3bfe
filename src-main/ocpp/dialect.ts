import type { DeclinedAsk } from '#contract/reports'
import type { NeutralCall, StationMessage, StationReply, TokenVerdict, Verdict } from '../domain/station-message'
import type { SendableTable } from './sendable'
import type { SettingHabits } from './setting-habits'
import type { SmartCharging } from './smart-charging'
import type { Wire } from './wire-reading'

/**
 * One OCPP version as data: what a station may send and how it is answered, what it can be asked and how its reply
 * reads. Pure functions; nothing outside `ocpp/` knows which dialect a connection speaks.
 */
export interface Dialect {
  /** For people: "OCPP 1.6J". */
  readonly name: string
  /** As registered with IANA, lower case. */
  readonly subprotocol: string
  /** By action. An action that is not here is answered with NotImplemented. */
  readonly inbound: Readonly<Record<string, Inbound>>
  readonly outbound: OutboundTable
  readonly settingHabits: SettingHabits
  readonly smartCharging: SmartCharging
  /** Has the answer to the end of a session a place for what it cost? */
  readonly isToldTotal: boolean
  /** Every action that a station may be sent, by its name. */
  readonly sendable: SendableTable
  /** The highest message type of OCPP-J: 5 and 6 came with 2.1, before they are unknown ones. */
  readonly lastKind: 4 | 6
  readonly schemaId: { request(action: string): string; response(action: string): string }
  /** OCPP-J error codes that are spelled, or exist, differently per version. */
  readonly errorCode: {
    /** For a CALL that no repair makes readable. */
    unreadable: string
    /** For a frame kind that does not exist; null: such a frame is ignored (OCPP-J 1.6, 4.1.3). */
    unknownKind: string | null
  }
}

export interface Inbound<Answer extends object = object> {
  decode(payload: Wire): StationMessage
  /** Must answer whatever the verdict is: a station repeats an unanswered message for ever (quirks, rule 1). */
  answer(verdict: Verdict, payload: Wire): Answer
}

/** Complete by the type: a version's table has an entry for every action of its generated `Answers`. */
export type InboundTable<Answers> = {
  readonly [Action in keyof Answers]: Inbound<Answers[Action] extends object ? Answers[Action] : never>
}

export interface Outbound<Call extends NeutralCall, Action extends string = string, Payload extends object = object> {
  readonly action: Action
  encode(call: Call): Payload | Unsupported
  read(payload: Wire): StationReply
}

/** This version cannot express this particular call; the reason is shown to the user. */
export interface Unsupported {
  unsupported: string
}

/** A kind that is missing cannot be asked in this version at all. `Requests`: a version's generated ones. */
export type OutboundTable<Requests = Record<string, object>> = {
  readonly [Kind in NeutralCall['kind']]?: OutboundOf<Extract<NeutralCall, { kind: Kind }>, Requests>
}

type OutboundOf<Call extends NeutralCall, Requests> = {
  [Action in keyof Requests & string]: Outbound<Call, Action, Requests[Action] extends object ? Requests[Action] : never>
}[keyof Requests & string]

/** The verdict on the id token, if the verdict holds one. */
export function tokenVerdict(verdict: Verdict): TokenVerdict | null {
  return verdict.kind === 'authorization' || verdict.kind === 'transaction' ? verdict.token : null
}

export const registrationStatuses = { accepted: 'Accepted', pending: 'Pending', rejected: 'Rejected' } as const

export const dataTransferStatuses = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  'unknown-vendor': 'UnknownVendorId',
} as const

/** Always UTC with Z and three fraction digits: stations misread anything else by whole hours (quirk B11). */
export function utcTime(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** An action without a rule yet: kept by its frame, acknowledged by its schema where that does no harm. */
export function noted<Answer extends object>(action: string, answer: (payload: Wire) => Answer): Inbound<Answer> {
  return { decode: () => ({ kind: 'noted', action }), answer: (_verdict, payload) => answer(payload) }
}

/** An ask that cannot be met here: the answer says so by its schema, and a person sees what was asked. */
export function unanswerable<Answer extends object>(
  what: DeclinedAsk,
  detail: (payload: Wire) => string | null,
  answer: (payload: Wire) => Answer,
): Inbound<Answer> {
  return { decode: (payload) => ({ kind: 'unanswerable', what, detail: detail(payload) }), answer: (_verdict, payload) => answer(payload) }
}

/** The answer of the many actions that are acknowledged by an empty object. */
export const nothing = (): Record<never, never> => ({})
