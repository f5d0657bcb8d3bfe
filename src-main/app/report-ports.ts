import type { DisplayMessage, EventStream, Monitor, StationNews, StationNewsRow } from '#contract/reports'
import type { Told } from '../domain/told-list'

/** The lists that a station told last, and the streams that it opened. */
export interface StationTold {
  monitors: Told<Monitor> | null
  messages: Told<DisplayMessage> | null
  streams: EventStream[]
}

/** Writing throws StorageFullError. */
export interface ReportStore {
  /** By their identity as registered. */
  stations(): Map<string, StationTold>
  save(station: string, told: StationTold): void
  /** The newest first. */
  news(station: string, kind: StationNews['kind'], limit: number): StationNewsRow[]
}
