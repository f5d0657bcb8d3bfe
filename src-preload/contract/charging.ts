import { z } from 'zod'
import type { CommandSource } from './vocabulary'

/** Charging profiles: what limits a station, an EVSE or a session, and what became of it. Instants are epoch milliseconds. */

export const profilePurposes = ['station-max', 'external', 'tx-default', 'tx', 'priority', 'local-generation'] as const
export type ProfilePurpose = (typeof profilePurposes)[number]

/** `dynamic`: one value that is renewed from outside. */
export const profileKinds = ['absolute', 'recurring', 'relative', 'dynamic'] as const
export type ProfileKind = (typeof profileKinds)[number]

export const recurrencies = ['daily', 'weekly'] as const
export const rateUnits = ['A', 'W'] as const
/** A: on each phase. W: over all phases. */
export type RateUnit = (typeof rateUnits)[number]

export const mostPeriods = 1024

/** Stations take tenths, not more. */
const rateSchema = z.number().min(0).max(5_000_000).refine((rate) => Math.abs(rate * 10 - Math.round(rate * 10)) < 1e-6, 'at most one decimal')

export const periodSchema = z.object({
  /** Seconds after the start of the schedule. */
  startS: z.int().min(0).max(31_622_400),
  limit: rateSchema,
  phases: z.int().min(1).max(3).nullable(),
})
export type SchedulePeriod = z.infer<typeof periodSchema>

export const profileSchema = z.object({
  purpose: z.enum(profilePurposes),
  stackLevel: z.int().min(0).max(1000),
  kind: z.enum(profileKinds),
  recurrency: z.enum(recurrencies).nullable(),
  validFrom: z.int().nullable(),
  validTo: z.int().nullable(),
  /** Where the periods count from; null: from when it was set, or from the start of the session. */
  startAt: z.int().nullable(),
  durationS: z.int().min(1).max(31_622_400).nullable(),
  unit: z.enum(rateUnits),
  minRate: rateSchema.nullable(),
  periods: z.array(periodSchema).min(1).max(mostPeriods),
})
export type ChargingProfile = z.infer<typeof profileSchema>

/** A stretch of a schedule. Limit null: nothing limits. */
export interface ScheduleSegment {
  from: number
  until: number
  limit: number | null
  phases: number | null
}

/** Where a profile stands. EVSE 0 is the station as a whole. */
export const targetSchema = z.object({ evse: z.int().min(0).max(10_000), session: z.int().positive().nullable() })
export type ProfileTarget = z.infer<typeof targetSchema>

export const profileStates = [
  'asking',
  'refused',
  'unanswered',
  'checking',
  'accepted',
  'in-effect',
  'not-effective',
  'replaced',
  'cleared',
  'over',
] as const
/** `accepted`: nothing could be measured yet. `not-effective`: the station said yes and does not keep to it (quirk P01). */
export type ProfileState = (typeof profileStates)[number]

/** What of a profile is sent otherwise than it was asked. */
export const adjustments = ['unit', 'steps', 'minimum', 'stack-level'] as const
export type Adjustment = (typeof adjustments)[number]

/** What was found when the station was looked at after it had accepted (quirk P01). */
export interface EffectCheck {
  at: number
  unit: RateUnit
  /** What should be in effect. Null: nothing limits now. */
  expected: number | null
  /** What the station says is in effect. Null: nothing limits, or it did not say. */
  composite: number | null
  hasComposite: boolean
  /** What flowed. Null: nothing was measured. */
  measured: number | null
}

export interface ProfileRow {
  /** Also the id that the station knows it by. */
  profile: number
  station: string
  evse: number
  session: number | null
  /** As a person asked, and as it was sent. */
  asked: ChargingProfile
  sent: ChargingProfile
  adjustments: Adjustment[]
  state: ProfileState
  /** The station's own word, or the failure. */
  answer: string | null
  /** Key of a sentence that helps with this refusal (quirk P03). */
  hint: string | null
  /** Made by "limit the power", and taken away by "remove the limit". */
  isQuick: boolean
  by: CommandSource
  askedAt: number
  answeredAt: number | null
  endedAt: number | null
  check: EffectCheck | null
}

/** What a station holds by its own account; `profile` of ours is null where it is not one. */
export interface ReportedProfile {
  id: number
  evse: number
  source: string
  profile: ChargingProfile
}

/** What the station says it can do; null: it did not say. */
export interface ChargingLimits {
  maxStackLevel: number | null
  units: RateUnit[] | null
  maxPeriods: number | null
  maxProfiles: number | null
}

/** The station's own sum of all its profiles. */
export interface CompositeSchedule {
  evse: number
  at: number
  unit: RateUnit
  segments: ScheduleSegment[]
  /** The word of a refusal; null: it answered. */
  refused: string | null
}

export interface ChargingPlace {
  evse: number
  session: number | null
  /** What limits it now, by what is known here. */
  limitNow: { limit: number; unit: RateUnit } | null
}

export interface ChargingView {
  station: string
  /** Running ones first, then the newest. */
  rows: ProfileRow[]
  /** Null: never asked, or the version has no such question. */
  reported: { at: number; profiles: ReportedProfile[] } | null
  limits: ChargingLimits | null
  composites: CompositeSchedule[]
  places: ChargingPlace[]
  /** What a profile can be in the version of the station. */
  purposes: ProfilePurpose[]
  kinds: ProfileKind[]
  canList: boolean
  /** False: not connected, or not ready for requests. */
  canSend: boolean
  rules: ChargingRules
}

/** What counts for the limits of a station, from its compatibility record and its own account (quirks P02, P04 to P06). */
export interface ChargingRules {
  units: RateUnit[]
  minCurrentA: number
  isZeroAllowed: boolean
  currentSteps: number[]
  maxStackLevel: number | null
  maxPeriods: number | null
  phases: number
  voltageV: number
}

export const profileIssueCodes = [
  'first-period-not-at-zero',
  'periods-not-rising',
  'no-start',
  'no-recurrency',
  'too-long-for-recurrency',
  'never-valid',
  'no-session',
  'wrong-place',
  'relative-station-max',
  'purpose-not-in-version',
  'kind-not-in-version',
  'too-many-periods',
  'stack-level-too-high',
  'below-minimum',
] as const
export type ProfileIssueCode = (typeof profileIssueCodes)[number]

export interface ProfileIssue {
  code: ProfileIssueCode
  /** An error keeps it from being sent. */
  isError: boolean
  /** Index of the period; null: of the whole. */
  period: number | null
  /** What is asked for, e.g. the largest stack level; null: nothing to be named. */
  expected: number | null
}

export interface ChargingChart {
  from: number
  until: number
  unit: RateUnit
  /** Each profile that is known here, as asked. */
  asked: { profile: number | null; segments: ScheduleSegment[] }[]
  expected: ScheduleSegment[]
  composite: ScheduleSegment[] | null
  /** What would be sent of a draft, and what is wrong with it. */
  draft: { sent: ChargingProfile; adjustments: Adjustment[]; issues: ProfileIssue[] } | null
}

export interface CopyResult {
  station: string
  /** Null: nothing was sent; the reason says why. */
  profile: number | null
  state: ProfileState | 'offline' | 'invalid'
}
