import type { DeskIssue } from '#contract/desk'
import type { ChargingNeeds } from '#contract/reports'
import type { ChargingState, EndReason, Mark, Place, SessionState } from '#contract/vocabulary'
import type { EventSequence } from './event-sequence'
import type { MeterState } from './meter'
import type { Heard, Review } from './review'
import type { Owner, Surroundings } from './surroundings'

/** One transaction of one station, as Plugboard knows it. Instants are epoch milliseconds. */
export interface Session {
  /** Ours; above 0 and int32 (quirks T10, T12). Given to 1.6 stations as their transactionId. */
  session: number
  station: string
  place: Place | null
  /** The id by which the station names it. Null: stop-only session without a usable id. */
  transactionId: string | null
  /** A second id under which the station speaks of the same transaction (quirk T02). */
  alias: string | null
  /** As sent. */
  idToken: string | null
  /** Whose the token was when the session began. */
  person: Owner | null
  /** Where the station stood when the session began. */
  surroundings: Surroundings
  /** The station was told that the token may not charge. */
  isRefused: boolean
  state: SessionState
  chargingState: ChargingState | null
  /** Station time since when it is that. Null: not known. */
  chargingStateAt: number | null
  startedAt: number
  /** The station's own words for the start, to know a repetition (quirk T04). */
  startText: string | null
  meterStartWh: number | null
  endedAt: number | null
  /** Receive time of the message that ended it. */
  endReceivedAt: number | null
  reason: EndReason | null
  rawReason: string | null
  meterStopWh: number | null
  /** The station's own words for the end, to know a repetition (quirk T06). */
  endText: string | null
  /** Which events of the transaction came (quirk X02); null where the version does not number them. */
  sequence: EventSequence | null
  /** False while the event that started it has not come. */
  startSeen: boolean
  remoteStartId: number | null
  /** The station ended it when a limit went below what it can charge with (quirk T14). Amperes on each phase. */
  endedByLimit: { amps: number; since: number } | null
  /** What the vehicle asked for; null: nothing. */
  needs: ChargingNeeds | null
  marks: Mark[]
  meter: MeterState
  heard: Heard
  review: Review
  /** What waits for a person: see `desk/issues.ts`. */
  issues: readonly DeskIssue[]
}

export function isOpen(session: Session): boolean {
  return session.state !== 'completed'
}

/**
 * Did the session run at this station time? A clock that was ahead at its start must not keep its own readings out, so
 * that the start is no later than the message that told of it (quirk B08).
 */
export const hasBegun = ({ startedAt, heard }: Session, at: number): boolean => at >= Math.min(startedAt, heard.first)

export function withMarks(session: Session, added: readonly (Mark | null)[]): Session {
  const fresh = added.filter((mark): mark is Mark => mark !== null && !session.marks.includes(mark))
  return fresh.length === 0 ? session : { ...session, marks: [...session.marks, ...new Set(fresh)] }
}

/** Same connector; a place without connector matches every connector of its EVSE. */
export function samePlace(a: Place | null, b: Place | null): boolean {
  if (!a || !b) return false
  return a.evse === b.evse && (a.connector === null || b.connector === null || a.connector === b.connector)
}
