import type { EpochMs } from './read-models'
import type { Place } from './vocabulary'

export const monitorKinds = ['above', 'below', 'change', 'periodic', 'by-clock', 'off-target', 'off-target-relative'] as const
export type MonitorKind = (typeof monitorKinds)[number]
export const monitorOrigins = ['built-in', 'preset', 'custom'] as const
export type MonitorOrigin = (typeof monitorOrigins)[number]

/** What a station watches of itself, and when it tells. */
export interface Monitor {
  id: number
  /** Of the variable, as the configuration names it. */
  name: string
  /** Null: a word that is not known here; `rawKind` has it. */
  kind: MonitorKind | null
  rawKind: string
  /** The threshold or step in the unit of the variable; of the periodic kinds, seconds. */
  value: number
  /** 0 is the gravest, 9 the least. */
  severity: number
  origin: MonitorOrigin | null
  onlyInSessions: boolean
}

export const displayPriorities = ['always-front', 'in-front', 'in-turn'] as const
export type DisplayPriority = (typeof displayPriorities)[number]
export const displayStates = ['charging', 'faulted', 'idle', 'unavailable', 'suspended', 'discharging'] as const
export type DisplayState = (typeof displayStates)[number]

export interface DisplayMessage {
  id: number
  texts: { language: string | null; text: string }[]
  /** Null: a word that is not known here. */
  priority: DisplayPriority | null
  /** While the station is in that state; null: in any. */
  state: DisplayState | null
  from: EpochMs | null
  until: EpochMs | null
  transactionId: string | null
}

/** A list that a station tells in parts. */
export interface Listing<Item> {
  /** When its last part came. */
  at: EpochMs
  items: Item[]
  /** `gaps`: nothing came for a while, and this is not all. */
  state: 'arriving' | 'whole' | 'gaps'
  /** Numbers of the missing parts, `#2` or `#4–#9`; `end`: none said that it was the last. */
  missing: string[]
  /** It was changed from here after it was told. */
  isOutdated: boolean
}

/** Values that a station sends at short intervals without an answer. */
export interface EventStream {
  stream: number
  monitor: number
  /** Of the variable; null: the monitor is not known here. */
  name: string | null
  intervalS: number | null
  openedAt: EpochMs
  closedAt: EpochMs | null
  /** The latest, the oldest of them first. */
  values: { at: EpochMs; value: string }[]
}

/** What a station asked and was not given. */
export const declinedAsks = ['contract-certificate', 'certificate-status', 'certificate-chain', 'vat-number', 'dynamic-limit', 'charging-needs'] as const
export type DeclinedAsk = (typeof declinedAsks)[number]

export type StationNews =
  | {
      kind: 'event'
      /** Of the variable, as the configuration names it. */
      name: string
      place: Place | null
      value: string
      cleared: boolean
      techCode: string | null
      techInfo: string | null
      monitor: number | null
      severity: number | null
    }
  /** `detail`: what exactly, in the station's words. */
  | { kind: 'declined'; what: DeclinedAsk; detail: string | null }

export type StationNewsRow = StationNews & { id: number; at: EpochMs }

export interface StationReports {
  station: string
  /** Why it cannot be asked now; null: it can. */
  obstacle: 'offline' | null
  /** Null: there is no such request in its version. */
  monitors: { listing: Listing<Monitor> | null } | null
  messages: { listing: Listing<DisplayMessage> | null } | null
  streams: EventStream[]
  /** The newest first. */
  events: StationNewsRow[]
  declined: StationNewsRow[]
  /** Units of the variables above, as far as the configuration was read. */
  units: Record<string, string>
}

/** What a vehicle asks of its session before it charges (ISO 15118). */
export interface ChargingNeeds {
  at: EpochMs
  departureAt: EpochMs | null
  energyWh: number | null
  /** Null: direct current, or not told. */
  phases: 1 | 2 | 3 | null
  isDirectCurrent: boolean
  minCurrentA: number | null
  maxCurrentA: number | null
  maxPowerW: number | null
  maxVoltageV: number | null
  socPercent: number | null
  capacityWh: number | null
}
