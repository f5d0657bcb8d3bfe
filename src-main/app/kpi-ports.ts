import type { KpiFigures, KpiPeriod } from '#contract/kpi'
import type { Exclusion, ExclusionInput, FailedAttempt, LinkQuality, SocketSegment } from '#contract/kpi-history'
import type { Opening } from '#contract/organisation'
import type { EpochMs } from '#contract/read-models'
import type { DaySums } from '../domain/kpi/day-sums'
import type { ErrorAt } from '../domain/kpi/errors'

/** What figures of a station depend on besides its history. */
export interface KpiStation {
  station: string
  timeZone: string
  openingHours: readonly Opening[] | null
  /** Of each socket; null: not known. */
  ratedPowerW: number | null
  places: readonly { evse: number; connector: number }[]
  productionFrom: EpochMs
  connectionTimeoutMs: number
}

/** The figures of one socket on one day; EVSE 0 is what belongs to none of them. */
export interface SocketDay {
  evse: number
  sums: DaySums
  /** Seconds, as 32-bit numbers. */
  durations: Uint8Array
  /** Number of the quarter since 1970, energy, occupied and charging time, as 32-bit numbers. */
  quarters: Uint8Array
}

export interface StationDay {
  station: string
  day: number
  /** It is not over yet. */
  isOpen: boolean
  computedAt: EpochMs
  sockets: SocketDay[]
  failed: Omit<FailedAttempt, 'stationName' | 'against'>[]
}

/** Which days of a station are computed, without a hole. `calendar`: by which zone, hours and rated power. */
export interface KpiProgress {
  station: string
  firstDay: number
  lastDay: number
  calendar: string
}

/** A day that has to be computed again. A revision: it was over when this became known, which is shown. */
export interface WaitingDay {
  station: string
  day: number
  isRevision: boolean
}

export interface KpiStore {
  progress(): KpiProgress[]
  waiting(): WaitingDay[]
  addWaiting(days: readonly WaitingDay[]): void
  /** Days with the progress that they make; they wait no longer. */
  save(days: readonly (StationDay & { isRevision: boolean })[], progress: readonly KpiProgress[]): void
  /** The first day on which anything is known of a station, as an instant. */
  firstSessionAt(station: string): EpochMs | null
  /** Ended sessions that came in after this. */
  lateSessions(since: EpochMs): { station: string; startedAt: EpochMs; endedAt: EpochMs }[]
  exclusions(): Exclusion[]
  addExclusion(exclusion: ExclusionInput & { enteredAt: EpochMs; enteredBy: string }): number
  removeExclusion(id: number, by: { removedAt: EpochMs; removedBy: string }): void
}

export interface DaysRequest {
  context: KpiStation
  days: readonly number[]
  now: EpochMs
}

/** Which stations, and of one of them which socket. */
export interface KpiScope {
  stations: readonly string[]
  evse: number | null
}

export interface PeriodRequest {
  scope: KpiScope
  timeZone: string
  first: number
  last: number
  /** With hours and peak, which costs more. */
  isDetailed: boolean
}

export type PeriodFigures = Pick<KpiPeriod, 'days' | 'total'> & {
  hours: { energyMwh: number; occupiedMs: number; chargingMs: number }[]
  /** Occupied time by weekday, Monday first, and hour. */
  week: number[][]
  peak: { powerW: number; from: EpochMs } | null
  todayAt: EpochMs | null
}

/** Reads on another thread. */
export interface KpiReader {
  days(request: DaysRequest): Promise<StationDay[]>
  period(request: PeriodRequest): Promise<PeriodFigures>
  parts(request: { scope: KpiScope; first: number; last: number; by: 'station' | 'socket' }): Promise<{ station: string; evse: number | null; figures: KpiFigures }[]>
  timeline(request: { context: KpiStation; day: number; now: EpochMs }): Promise<{ evse: number; segments: SocketSegment[] }[]>
  failedAttempts(request: { scope: KpiScope; first: number; last: number; limit: number }): Promise<StationDay['failed']>
  errors(request: { scope: KpiScope; from: EpochMs; to: EpochMs; limit: number; now: EpochMs }): Promise<{ entries: ErrorAt[]; unobservedMs: number }>
  uptime(request: { scope: KpiScope; first: number; last: number }): Promise<UptimeSums[]>
  linkQuality(request: { station: string; from: EpochMs; to: EpochMs; now: EpochMs }): Promise<Omit<LinkQuality, 'clockSkewMs'>>
}

export type UptimeSums = Pick<DaySums, 'observedMs' | 'outageMs' | 'excludedMs' | 'unobservedMs'> & { station: string; evse: number; firstDay: number }
