import type { LinkEndCause } from '#contract/kpi-history'
import type { EpochMs } from '#contract/read-models'

/** A connection of a station, and how it ended. */
export interface LinkRow {
  id: number
  station: string
  openedAt: EpochMs
  /** Null: it is open. */
  closedAt: EpochMs | null
  endedBy: LinkEndCause | null
  code: number | null
}

/** From the last sign of life of a station to the next one (KPI definitions 2). */
export interface OutageRow {
  id: number
  station: string
  from: EpochMs
  /** When it was offline by its heartbeat interval. */
  detectedAt: EpochMs
  /** Null: it lasts. */
  to: EpochMs | null
  /** When its sockets were heard of again. */
  knownAt: EpochMs | null
}

/** From when until when Plugboard was running without a break. */
export interface ObservationRow {
  id: number
  from: EpochMs
  to: EpochMs
}

export interface PresenceChanges {
  observation: ObservationRow | null
  links: LinkRow[]
  outages: OutageRow[]
}

export interface PresenceStore {
  load(): { openLinks: LinkRow[]; /** And those whose sockets were not heard of since. */ openOutages: OutageRow[]; lastObservation: ObservationRow | null; nextLink: number; nextOutage: number }
  /** @throws StorageFullError */
  save(changes: PresenceChanges): void
}
