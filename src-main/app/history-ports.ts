import type { HistoryFilter, HistoryOrder, HistorySummary } from '#contract/session-history'
import type { SessionExportPart, SessionExportRequest } from '#contract/session-export'
import type { EpochMs, Page } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'

export interface HistoryRequest {
  filter: HistoryFilter
  order: HistoryOrder
  cursor: string | null
  limit: number
}

/** Ended sessions of registered stations, on a thread of their own. */
export interface HistoryReader {
  page(request: HistoryRequest): Promise<Page<SessionRow>>
  summary(filter: HistoryFilter): Promise<HistorySummary>
  /** A file in pieces; whoever stops taking them ends it. Cells of time are UTC. */
  export(of: { filter: HistoryFilter; request: SessionExportRequest; now: EpochMs }): AsyncGenerator<SessionExportPart, void>
}
