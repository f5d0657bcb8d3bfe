import type { TraceEvent, TraceLine } from '#contract/trace'
import { computed, ref, shallowRef } from 'vue'

/** A row of the list: a frame, or the note that frames are missing here. */
export type TraceEntry =
  | { kind: 'line'; key: string; line: TraceLine }
  | { kind: 'omitted'; key: string; count: number }

export interface TraceWindowLimits {
  /** Rows kept while frames come in. */
  rows: number
  /** Rows kept for the time of a pause. */
  waiting: number
}

/**
 * The stretch of the trace that a window holds: it grows at its end as frames come, drops its oldest rows, and stands
 * still while paused. Frames that come meanwhile wait; beyond the limit the oldest of them are only counted.
 */
export function createTraceWindow(limits: TraceWindowLimits) {
  const entries = shallowRef<readonly TraceEntry[]>([])
  const isPaused = ref(false)
  const waiting = shallowRef<{ entries: TraceEntry[]; dropped: number }>({ entries: [], dropped: 0 })
  let omissions = 0

  const omitted = (count: number): TraceEntry => ({ kind: 'omitted', key: `omitted-${++omissions}`, count })

  function append(added: readonly TraceEntry[]) {
    entries.value = [...entries.value, ...added].slice(-limits.rows)
  }

  function receive(event: TraceEvent) {
    // The first event of a feed repeats what is known after a reconnect.
    const newest = newestId()
    const added: TraceEntry[] = event.lines.filter(({ id }) => id > newest).map(lineEntry)
    if (event.omitted > 0) added.unshift(omitted(event.omitted))
    if (added.length === 0) return
    if (!isPaused.value) {
      append(added)
      return
    }
    const all = [...waiting.value.entries, ...added]
    const dropped = all.slice(0, Math.max(0, all.length - limits.waiting))
    waiting.value = { entries: all.slice(dropped.length), dropped: waiting.value.dropped + countLines(dropped) }
  }

  function newestId(): number {
    const newestOf = (list: readonly TraceEntry[]) => list.findLast((entry) => entry.kind === 'line')?.line.id
    return newestOf(waiting.value.entries) ?? newestOf(entries.value) ?? 0
  }

  function resume() {
    isPaused.value = false
    const { entries: added, dropped } = waiting.value
    waiting.value = { entries: [], dropped: 0 }
    append(dropped > 0 ? [omitted(dropped), ...added] : added)
  }

  /** Puts older frames in front, given newest first. The list then holds more rows than while frames come in. */
  function prepend(lines: readonly TraceLine[]) {
    const oldest = oldestId()
    const older = lines.filter(({ id }) => oldest === null || id < oldest).map(lineEntry).reverse()
    entries.value = [...older, ...entries.value]
    return older.length
  }

  /** The note of a bookmark that was set, changed or removed (null). */
  function annotate(id: number, bookmark: string | null) {
    entries.value = entries.value.map((entry) =>
      (entry.kind === 'line' && entry.line.id === id ? { ...entry, line: { ...entry.line, bookmark } } : entry))
  }

  function oldestId(): number | null {
    return entries.value.find((entry) => entry.kind === 'line')?.line.id ?? null
  }

  function clear() {
    entries.value = []
    waiting.value = { entries: [], dropped: 0 }
  }

  return {
    entries,
    isPaused,
    /** Frames that came during the pause. */
    waitingCount: computed(() => countLines(waiting.value.entries) + waiting.value.dropped),
    receive,
    pause: () => {
      isPaused.value = true
    },
    resume,
    prepend,
    annotate,
    oldestId,
    newestId,
    clear,
  }
}

function lineEntry(line: TraceLine): TraceEntry {
  return { kind: 'line', key: `line-${line.id}`, line }
}

function countLines(entries: readonly TraceEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === 'line' ? 1 : entry.count), 0)
}
