import type { Activity } from '../course/activity'
import type { Course } from '../course/course'
import type { Session } from '../session'
import type { Identification, RemoteStart } from './attempts'
import type { StatusAt } from './socket-states'
import type { Span } from './spans'
import type { AvailabilityOrder, ExclusionAt } from './uptime'

/** A session with all that was told of it. */
export interface SessionFacts {
  session: Session
  course: Course
  activity: Activity
  /** When it got its token; null: with its start, or never. */
  tokenAt: number | null
  /** Its token, as compared. */
  token: string | null
}

/** Everything that figures of one station over a span of time are computed from, with some time around that span. */
export interface StationFacts {
  now: number
  /** Before it nothing of the station counts. */
  productionFrom: number
  /** Opening hours of the site. */
  open: readonly Span[]
  unobserved: readonly Span[]
  /** From the last sign of life to the first one after it, or until now. */
  outages: readonly (Span & { /** When its sockets were heard of again. */ knownAt: number | null })[]
  exclusions: readonly ExclusionAt[]
  orders: readonly AvailabilityOrder[]
  /** What a socket can deliver; null: not known. */
  ratedPowerW: number | null
  /** EVSEs that are known of the station. */
  evses: readonly number[]
  /** Of all sockets, rising; from before the span on. */
  statuses: readonly StatusAt[]
  sessions: readonly SessionFacts[]
  identifications: readonly Identification[]
  remoteStarts: readonly RemoteStart[]
  groups: Readonly<Record<string, string>>
  connectionTimeoutMs: number
}

/** Sockets of which something is known. */
export function evsesOf({ evses, statuses, sessions }: StationFacts): number[] {
  const all = [...evses, ...statuses.map(({ evse }) => evse), ...sessions.map(({ session }) => session.place?.evse ?? 0)]
  return [...new Set(all)].filter((evse) => evse > 0).sort((a, b) => a - b)
}

