import type { DeskIssue, Repair, SuspicionCause } from '#contract/desk'
import type { EndReason } from '#contract/vocabulary'
import type { Session } from './session'

/** What is doubted about a session, and what a person made of it. */
export interface Review {
  /** Why it is believed to be over although no stop came (quirks S08, T07). */
  suspicion: { cause: SuspicionCause; since: number } | null
  /** The repair in force, with all that it replaced. */
  repair: { kind: Repair['kind']; at: number; before: Repaired; /** Changed with it. */ partner: number | null } | null
  /** What a person has dealt with; it does not come back to the desk. */
  settled: readonly DeskIssue[]
  /** A second stop that said something else (quirk T06). */
  secondStop: { at: number; meterStopWh: number | null; reason: EndReason | null } | null
  /** The session whose place it took (quirk T05). */
  supersedes: number | null
  /** It was no session of its own, but a part of this one. */
  mergedInto: number | null
}

/** The part of a session that a repair may change. */
export type Repaired = Pick<
  Session,
  | 'state' | 'chargingState' | 'endedAt' | 'endReceivedAt' | 'endText' | 'reason' | 'rawReason' | 'meterStopWh' | 'idToken'
  | 'meter' | 'marks'
> & { review: Omit<Review, 'repair'> }

export const newReview: Review = {
  suspicion: null,
  repair: null,
  settled: [],
  secondStop: null,
  supersedes: null,
  mergedInto: null,
}

/**
 * Who heard of the session when, by receive time: station clocks may be hours off, and silence is ours to measure.
 * `sign` is the latest proof that it goes on: its start, or energy that flowed.
 */
export interface Heard {
  first: number
  sign: number
  last: number
}

export const withReview = (session: Session, change: Partial<Review>): Session => ({
  ...session,
  review: { ...session.review, ...change },
})

/** A message about the session came. Energy that flows, and whatever ends a silence, takes the suspicion away. */
export function heardOf(session: Session, receivedAt: number, isSign: boolean): Session {
  const { suspicion } = session.review
  const heard: Heard = { ...session.heard, last: receivedAt, sign: isSign ? receivedAt : session.heard.sign }
  const isCleared = suspicion !== null && (isSign || suspicion.cause !== 'available')
  if (!isCleared || session.state !== 'suspect') return { ...session, heard }
  return withReview({ ...session, heard, state: 'running' }, { suspicion: null })
}
