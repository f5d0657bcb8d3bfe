import type { CommandSource, Place } from './vocabulary'

export const reservationStates = [
  'asking',
  'accepted',
  'occupied',
  'faulted',
  'unavailable',
  'rejected',
  'unanswered',
  'used',
  'expired',
  'cancelled',
  'removed',
] as const
/** `removed`: the station gave it up. */
export type ReservationState = (typeof reservationStates)[number]

/** A connector that is kept for somebody. Instants are epoch milliseconds. */
export interface ReservationRow {
  reservation: number
  station: string
  stationName: string
  /** Null: any connector of the station. */
  place: Place | null
  idToken: string
  person: string | null
  until: number
  state: ReservationState
  /** The station's own word, or the failure. */
  answer: string | null
  by: CommandSource
  madeAt: number
  endedAt: number | null
  /** The session that used it. */
  session: number | null
}
