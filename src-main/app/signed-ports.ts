import type { EpochMs, Page } from '#contract/read-models'
import type { SignedRow, SignedSession } from '#contract/signed'

export interface StoredMeterKey {
  id: number
  /** Null: of any meter of the station. */
  evse: number | null
  text: string
  addedAt: EpochMs
}

/** The keys that a person has typed. @throws StorageFullError */
export interface SignedStore {
  keys(station: string): StoredMeterKey[]
  addKey(station: string, key: Omit<StoredMeterKey, 'id'>): StoredMeterKey
  removeKey(station: string, id: number): void
}

/** Checks on another thread: a signature takes milliseconds. */
export interface SignedReader {
  /** Null: there is no such session. */
  session(session: number): Promise<SignedSession | null>
  /** Sessions of stations that sign, the last started first. */
  check(request: SignedRequest): Promise<Page<SignedRow>>
}

export interface SignedRequest {
  from: EpochMs
  to: EpochMs
  station: string | null
  cursor: string | null
  limit: number
}
