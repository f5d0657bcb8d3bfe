import type { AttemptCause } from '#contract/kpi'
import { type Attempt, ATTEMPT_MS } from './attempts'
import type { StatusAt } from './socket-states'
import { overlaps, type Span } from './spans'

/** What became of an attempt (KPI definitions 1.3). */

export interface StartSigns {
  /** It charged, or the vehicle waits by its own schedule, at the latest 300 s after the start. */
  hasCharged: boolean
  isEndedByVehicle: boolean
  /** Something came of it after its first 300 s. */
  isHeardLater: boolean
}

export interface Surroundings {
  /** Of all sockets, rising, those that still held when the attempt began among them. */
  statuses: readonly StatusAt[]
  /** In which the station had no connection. */
  lost: readonly Span[]
  /** In which a session ran at a socket. */
  busy: (evse: number) => readonly Span[]
  signsOf: (session: number) => StartSigns
}

/** Null: it succeeded. */
export function causeOf(attempt: Attempt, surroundings: Surroundings): AttemptCause | null {
  const { identification, remoteStart, start } = attempt
  if (start?.isAccepted === false || (start === null && identification?.isAccepted === false)) return 'card-refused'
  if (start === null && remoteStart?.isAccepted === false) return 'remote-refused'
  return start === null ? causeWithoutStart(attempt, surroundings) : causeOfStart({ ...attempt, start }, surroundings)
}

function causeWithoutStart(attempt: Attempt, surroundings: Surroundings): AttemptCause {
  // While it is not heard of, nobody knows whether a socket stayed free.
  if (overlaps(surroundings.lost, windowOf(attempt))) return 'offline'
  return waitingSocket(attempt, surroundings) === null ? 'no-plug' : 'plugged-not-started'
}

/** The socket at which a vehicle waited for the start that never came. */
export function waitingSocket(attempt: Attempt, { statuses, busy }: Surroundings): number | null {
  const { from, to } = windowOf(attempt)
  const wanted = attempt.remoteStart?.place?.evse ?? null
  const waits = statuses.find(({ evse, connector, at, status, chargingState }, index) => {
    if (status !== 'occupied' || chargingState !== null || at > to || (wanted !== null && evse !== wanted)) return false
    const next = statuses.find((other, later) => later > index && other.evse === evse && other.connector === connector)
    const seen = { from: Math.max(from, at), to: Math.min(to, next?.at ?? to) }
    return seen.from < seen.to && !overlaps(busy(evse), seen)
  })
  return waits?.evse ?? null
}

function causeOfStart(attempt: Attempt & { start: NonNullable<Attempt['start']> }, { statuses, lost, signsOf }: Surroundings): AttemptCause | null {
  const { start } = attempt
  const signs = signsOf(start.session)
  if (signs.hasCharged) return null
  const window = windowOf(attempt)
  const told = statuses.filter(({ evse, at }) => evse === start.evse && at >= window.from && at <= window.to)
  if (told.some(isStationFault)) return 'fault'
  if (signs.isEndedByVehicle || told.some(({ errorCode }) => errorCode === VEHICLE_LINK)) return 'vehicle-link'
  return overlaps(lost, window) && !signs.isHeardLater ? 'offline' : 'no-energy'
}

const VEHICLE_LINK = 'EVCommunicationError'
const isStationFault = ({ status, errorCode }: StatusAt) => errorCode !== VEHICLE_LINK && (status === 'faulted' || errorCode !== null)

/** From when it opened until 300 s after its start. */
export const windowOf = ({ openedAt, start }: Attempt): Span => ({ from: openedAt, to: (start?.at ?? openedAt) + ATTEMPT_MS })
