import type { EpochMs } from './read-models'
import type { ChargingState, InactivityClass } from './vocabulary'

/** How a session went over time, as its page explains it. Definitions: KPI definitions 7. */

export const pauseCauses = ['vehicle', 'station', 'limit', 'fault', 'outage', 'unclear'] as const
/** Why no energy flows. Limit, fault and outage are the station's side. */
export type PauseCause = (typeof pauseCauses)[number]

/** The figures of a session at one instant. Null: not known, as where only start and end are. */
export interface CourseFigures {
  at: EpochMs
  durationMs: number
  powerW: number | null
  energyWh: number
  chargingMs: number | null
  inactivityMs: number | null
  inactivityClass: InactivityClass | null
  /** Inactivity by whose doing it was; unclear is never billed. */
  bySide: { vehicle: number; station: number; unclear: number } | null
  /** Why nothing flows; null: energy flows, or it is not known. */
  pause: PauseCause | null
  state: ChargingState | null
}

export interface CoursePause {
  from: EpochMs
  to: EpochMs
  cause: PauseCause
}

/** What the charger offered the vehicle from an instant on, as it told it. A: on each phase. */
export interface OfferedLimit {
  at: EpochMs
  value: number
  unit: 'A' | 'W'
}

export const limitOwners = ['vehicle', 'cable', 'station', 'charger', 'profile', 'site', 'unknown'] as const
/**
 * What keeps the power from being higher. `site`: a limit from outside the charger, as of the grid connection; `charger`:
 * charger or cable, where nothing tells them apart.
 */
export interface BindingLimit {
  by: (typeof limitOwners)[number]
  /** The value that binds; null: none is known. */
  value: number | null
  unit: 'A' | 'W'
}

/** What a user usually takes: the mean of the last sessions, ten at most. */
export interface Habit {
  energyWh: number
  sessions: number
}

export type FullEstimate =
  | { kind: 'estimate'; ms: number; basis: 'vehicle' | 'charge'; isRough: boolean }
  | { kind: 'estimate'; ms: number; basis: 'habit'; isRough: boolean; habit: Habit }
  | { kind: 'paused' }
  | { kind: 'unknown' }

export interface SessionCourse {
  from: EpochMs
  to: EpochMs
  figures: CourseFigures
  /** Energy over charging time, and the largest reading. */
  averagePowerW: number | null
  maxPowerW: number | null
  chargedUntil: EpochMs | null
  /** All times without energy; null: not known. */
  pauses: CoursePause[] | null
  /** Those of at least a minute with charging before and after them. */
  interruptions: CoursePause[]
  states: { at: EpochMs; state: ChargingState | null }[]
  limits: OfferedLimit[]
  /** Null: the session has ended. */
  binding: BindingLimit | null
  full: FullEstimate | null
}
