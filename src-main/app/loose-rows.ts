import type { HandshakeDetail } from '#contract/handshakes'
import type { CommandRecord } from '#contract/commands'
import type { Commit } from './ports'
import type { FrameRecord } from './trace-ports'

/** Rows that wait for the next turn without a station waiting for them. */
export interface LooseRows {
  frames: FrameRecord[]
  lastSeen: Commit['lastSeen']
  handshakes: HandshakeDetail[]
  commands: CommandRecord[]
  findings: Commit['findings']
  activities: Commit['activities']
  securityEvents: Commit['securityEvents']
}

/** Rows of a kind, and characters of frames, that are kept while nothing can be written. */
const MOST_ROWS = 20_000
/** They carry what was received. */
const MOST_HANDSHAKES = 1_000
const MOST_FRAME_CHARACTERS = 64 * 1024 * 1024

export const noLooseRows = (): LooseRows => ({ frames: [], lastSeen: [], handshakes: [], commands: [], findings: [], activities: [], securityEvents: [] })

export const hasRows = (rows: LooseRows): boolean => Object.values(rows).some((kind: unknown[]) => kind.length > 0)

/** Those that wait now. */
export interface LooseEnds {
  rows: LooseRows
  add(more: Partial<LooseRows>): void
}

export function createLooseEnds(): LooseEnds {
  const ends: LooseEnds = {
    rows: noLooseRows(),
    add(more) {
      for (const key of Object.keys(more) as (keyof LooseRows)[]) {
        // Same key on both sides: the lists hold the same rows.
        ;(ends.rows[key] as unknown[]).push(...(more[key] ?? []))
      }
    },
  }
  return ends
}

/** What is kept of them while the disk is full, be it for days: the oldest are given up. */
export function newestOf(rows: LooseRows): LooseRows {
  return {
    frames: newestFrames(rows.frames),
    lastSeen: rows.lastSeen.slice(-MOST_ROWS),
    handshakes: latestOf(rows.handshakes).slice(-MOST_HANDSHAKES),
    commands: rows.commands.slice(-MOST_ROWS),
    findings: rows.findings.slice(-MOST_ROWS),
    activities: rows.activities.slice(-MOST_ROWS),
    securityEvents: rows.securityEvents.slice(-MOST_ROWS),
  }
}

/** An attempt that was counted up is there several times; its last state says it all. */
export const latestOf = <Row extends { id: number }>(rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.id, row])).values()]

function newestFrames(frames: readonly FrameRecord[]): FrameRecord[] {
  let characters = 0
  let first = frames.length
  while (first > 0 && frames.length - first < MOST_ROWS) {
    characters += frames[first - 1]?.text.length ?? 0
    if (characters > MOST_FRAME_CHARACTERS) break
    first--
  }
  return frames.slice(first)
}
