import type { EpochMs } from './read-models'
import type { Capability } from './stations'
import type { SettingAccess, SettingChange } from './vocabulary'

/** One setting of a station: a key, or a variable of one of its components. */
export interface SettingRow {
  /** In the words of its version: `HeartbeatInterval`, `Connector@1:2.Power[L1]`. */
  name: string
  component: string | null
  /** Null: it has none, or tells none. */
  value: string | null
  /** What follows is null or empty where the station did not say it. */
  access: SettingAccess | null
  type: string | null
  allowed: string[]
  minimum: number | null
  maximum: number | null
  unit: string | null
  readAt: EpochMs
  /** When it was changed from here last; null: never. */
  changedAt: EpochMs | null
  /** The change takes effect with the next boot. */
  isRebootNeeded: boolean
  /** What it shall be; null: nobody said. */
  desired: string | null
}

/** A setting that is not the same on two sides. Null: that side does not have it, or tells no value. */
export interface SettingDifference {
  name: string
  here: string | null
  there: string | null
  kind: 'changed' | 'only-here' | 'only-there'
}

/** What a station shall be set to: the settings of a template and those of its own, which count before them. */
export interface ConfigurationPlan {
  template: number | null
  settings: SettingChange[]
  /** Is it set again after each boot that finds it changed (quirk K05)? */
  isReapplied: boolean
}

export interface ConfigurationStatus {
  station: string
  /** Another number whenever settings, snapshots or the plan changed. */
  version: number
  /** Of the last reading of all; null: none yet. */
  readAt: EpochMs | null
  count: number
  /** What the last reading did not get: parts of the report, or names. */
  gaps: string[]
  /** Null: nothing is being read. `total` is null while nobody knows it. */
  progress: { received: number; total: number | null } | null
  /** Why nothing can be asked now. */
  obstacle: Capability['obstacle']
  rebootPendingSince: EpochMs | null
  plan: ConfigurationPlan
  /** Here is what the station says, there is what it shall be. */
  drift: SettingDifference[]
}

export interface ReadingResult {
  outcome: 'read' | 'incomplete' | 'cancelled' | 'refused' | 'connection-lost'
  count: number
  gaps: string[]
}

/** What became of one change, judged by what the station said and by what it tells afterwards (quirk K03). */
export interface SettingResult {
  name: string
  asked: string
  /** What it is now; null: not told. */
  value: string | null
  /** The station's word; null: it did not answer. */
  word: string | null
  outcome: 'applied' | 'reboot-needed' | 'unchanged' | 'applied-although-refused' | 'refused' | 'unverified' | 'failed'
}

export interface ConfigurationSnapshot {
  snapshot: number
  at: EpochMs
  count: number
}

export interface ConfigurationTemplate {
  template: number
  name: string
  settings: SettingChange[]
}

/** What a station is compared with. */
export type ComparedWith = { station: string } | { snapshot: number } | { template: number }

export const wantedReadings = ['energy', 'power', 'soc', 'current', 'voltage'] as const
/** What a session should be measured by, the most important first. */
export type WantedReading = (typeof wantedReadings)[number]

export interface MoreReadings {
  /** The list as the station tells it now; null: it tells none. */
  value: string | null
  /** What it does not send in spite of it. */
  missing: WantedReading[]
  isChanged: boolean
}
