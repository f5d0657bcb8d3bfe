import type { EpochMs, Page } from './read-models'

export type FrameKind = 'call' | 'result' | 'error' | 'send' | 'result-error' | 'unreadable'

export interface TraceLine {
  id: number
  at: EpochMs
  station: string
  connection: string
  direction: 'in' | 'out'
  kind: FrameKind
  /** Also known for results: the action of the call that they answer. Null for unreadable or unmatched frames. */
  action: string | null
  messageId: string | null
  /** The frame as it went over the wire; cut at 64 KiB here, whole in `trace.frame`. */
  text: string
  truncated: boolean
  /** On results and errors: milliseconds since the call they answer. */
  roundTripMs: number | null
  /** Findings that this frame raised: quirk ids or `schema: …`. */
  findings: string[]
  /** The session that it is part of; null: of none. */
  session: number | null
  /** The note of its bookmark; null: it has none. */
  bookmark: string | null
}

export interface TracePage extends Page<TraceLine> {
  /** Receive time of the last frame that was looked at; null: there are no more. */
  searchedTo: EpochMs | null
}

export interface TraceExportPart {
  text: string
  /** Frames in this part. */
  frames: number
  /** Receive time of the last frame that was looked at; null: it is complete. */
  searchedTo: EpochMs | null
}

export interface KeptFrames {
  frames: number
  bytes: number
  /** Receive time of the oldest; null: there is none. */
  since: EpochMs | null
}

export interface Bookmark {
  line: TraceLine
  note: string
  /** When it was set. */
  at: EpochMs
}

export interface TraceEvent {
  lines: TraceLine[]
  /** Lines that matched but were left out because they came faster than a window can show. */
  omitted: number
}
