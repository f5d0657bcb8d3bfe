import type { TraceFilter } from '#contract/api/trace'
import type { EpochMs } from '#contract/read-models'
import type { Bookmark, KeptFrames, TraceLine, TracePage } from '#contract/trace'

/** A raw frame on its way to the disk. `id` is ours and rises in receive order. */
export interface FrameRecord extends Omit<TraceLine, 'truncated' | 'bookmark'> {}

export interface TraceRequest {
  filter: TraceFilter
  cursor: string | null
  limit: number
  order?: 'older' | 'newer'
}

export interface ExportRequest {
  filter: TraceFilter
  format: 'jsonl' | 'csv'
  cursor: string | null
}

/** Reads of raw frames, on a thread of their own; each takes a fraction of a second at the most. */
export interface TraceReader {
  page(request: TraceRequest): Promise<TracePage>
  frame(id: number): Promise<string | null>
  line(id: number): Promise<TraceLine | null>
  partner(id: number): Promise<TraceLine | null>
  export(request: ExportRequest): Promise<{ text: string; frames: number; next: string | null; searchedTo: EpochMs | null }>
  kept(): Promise<KeptFrames>
  bookmarks(): Promise<Bookmark[]>
}

export interface BookmarkStore {
  /** False: the frame is no longer kept. */
  save(bookmark: { frame: number; note: string; at: EpochMs }): boolean
  remove(frame: number): void
}
