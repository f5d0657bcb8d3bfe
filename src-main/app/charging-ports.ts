import type { ChargingLimits, CompositeSchedule, ProfileKind, ProfilePurpose, ProfileRow, ReportedProfile } from '#contract/charging'
import type { ReservationRow } from '#contract/reservations'

/** What a station says of its charging profiles, as it was told last. */
export interface StationCharging {
  limits: ChargingLimits | null
  reported: { at: number; profiles: ReportedProfile[] } | null
  composites: CompositeSchedule[]
  /** Of the version that it spoke last. */
  purposes: ProfilePurpose[]
  kinds: ProfileKind[]
  canList: boolean
}

/** Few and slow, so they are written one by one. Writing throws StorageFullError. */
export interface ChargingStore {
  /** All that stand, and the latest that ended. */
  profiles(): ProfileRow[]
  saveProfile(row: ProfileRow): void
  /** By their identity as registered. */
  stations(): Map<string, StationCharging>
  saveStation(station: string, record: StationCharging): void
  reservations(): ReservationRow[]
  saveReservation(row: ReservationRow): void
}
