import { z } from 'zod'
import type { AttemptCause, AttemptSide } from './kpi'
import type { FaultText } from './stations'
import type { EpochMs } from './read-models'
import { identitySchema } from './vocabulary'

/** What happened at sockets over time: states, attempts, errors, exclusions from uptime, quality of the link. */

export const socketEventKinds = ['charging', 'suspended', 'available', 'waiting', 'unavailable', 'faulted', 'late', 'gap', 'unobserved'] as const
/** `waiting`: preparing, finishing, reserved. `late`: a gap that a session fills which was told later (KPI definitions 3.3). */
export type SocketEventKind = (typeof socketEventKinds)[number]

export interface SocketSegment {
  kind: SocketEventKind
  from: EpochMs
  to: EpochMs
  /** In the station's own words; null: nothing was heard. */
  rawStatus: string | null
  errorCode: string | null
  session: number | null
}

export interface SocketEvents {
  station: string
  stationName: string
  evse: number
  segments: SocketSegment[]
}

export interface SocketEventsDay {
  date: string
  timeZone: string
  from: EpochMs
  to: EpochMs
  /** Until when it is known: now, of today. */
  until: EpochMs
  sockets: SocketEvents[]
  /** Sockets beyond what one picture holds. */
  omitted: number
}

export interface FailedAttempt {
  station: string
  stationName: string
  evse: number | null
  at: EpochMs
  /** As normalised; null: nobody was identified. */
  token: string | null
  cause: AttemptCause
  against: AttemptSide
  session: number | null
}

export type ErrorKind = 'fault' | 'connection-lost' | 'emergency-stop' | 'power-loss'

export interface ErrorEntry {
  station: string
  stationName: string
  evse: number | null
  kind: ErrorKind
  code: string | null
  vendorCode: string | null
  info: string | null
  firstAt: EpochMs
  lastAt: EpochMs
  /** Equal ones within ten minutes are one. */
  count: number
  /** Null: it lasts. */
  clearedAt: EpochMs | null
  session: number | null
  /** What the dictionary says of it. */
  text: FaultText | null
  /** The same code three times or more on two days or more. */
  isRepeating: boolean
}

export interface LatestErrors {
  /** The newest first. */
  entries: ErrorEntry[]
  /** Time in which the stations could not tell of errors. */
  unobservedMs: number
}

export const exclusionCauses = ['utility', 'vehicle', 'maintenance', 'vandalism', 'disaster'] as const
/** Why an outage does not count (KPI definitions 8). */
export type ExclusionCause = (typeof exclusionCauses)[number]
export const downCauses = ['faulted', 'unavailable', 'offline'] as const
export type DownCause = (typeof downCauses)[number]

export const exclusionSchema = z
  .object({
    station: identitySchema,
    /** Null: all sockets of the station. */
    evse: z.int().min(1).max(10_000).nullable(),
    from: z.int().min(0).max(8.64e15),
    to: z.int().min(0).max(8.64e15),
    cause: z.enum(exclusionCauses),
    /** What of the outage it explains; null: all of it. Another cause at the same time still counts. */
    of: z.enum(downCauses).nullable(),
    note: z.string().trim().min(1).max(1000),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends before it begins' })
export type ExclusionInput = z.infer<typeof exclusionSchema>

export interface Exclusion extends ExclusionInput {
  id: number
  enteredAt: EpochMs
  enteredBy: string
  /** Taken back; it is kept for the audit. */
  removedAt: EpochMs | null
  removedBy: string | null
}

/** Uptime of one port over twelve months, as the NEVI rule computes it (KPI definitions 8). */
export interface PortUptime {
  station: string
  stationName: string
  evse: number
  /** 525,600 minutes, also in leap years; null: less than twelve months are known. */
  nevi: number | null
  /** Over the minutes in which it was there. */
  raw: number | null
  outageMs: number
  excludedMs: number
  unobservedMs: number
  /** First day that counts. */
  since: string
}

export interface LinkQuality {
  calls: number
  missed: number
  missedShare: number | null
  medianMs: number | null
  p95Ms: number | null
  maxMs: number | null
  reconnects: number
  reconnectsPerDay: number
  clockSkewMs: number | null
  longestSilenceMs: number | null
  bytes: number | null
  grade: 'A' | 'B' | 'C' | null
  hours: { from: EpochMs; calls: number; medianMs: number | null; p95Ms: number | null; maxMs: number | null }[]
  links: { openedAt: EpochMs; closedAt: EpochMs | null; by: LinkEndCause | null; code: number | null }[]
  outages: { from: EpochMs; detectedAt: EpochMs; to: EpochMs | null }[]
}
/** Who ended a link. `unobserved`: it was open when Plugboard ended. */
export type LinkEndCause = 'station' | 'silence' | 'us' | 'network' | 'unobserved'
