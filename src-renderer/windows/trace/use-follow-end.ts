import { nextTick, onMounted, ref, watch, type Ref } from 'vue'
import type { TraceEntry } from './trace-window'

interface FollowOptions {
  entries: Readonly<Ref<readonly TraceEntry[]>>
  element: Readonly<Ref<HTMLElement | null>>
  rowHeightPx: number
}

/**
 * Keeps a growing list at its end while the reader is there, and keeps the rows under the reader's eye in place while
 * they are elsewhere: rows that come or go above shift the scroll position by as much.
 */
export function useFollowEnd({ entries, element, rowHeightPx }: FollowOptions) {
  const isAtEnd = ref(true)

  function onScroll() {
    const list = element.value
    if (list) isAtEnd.value = list.scrollHeight - list.scrollTop - list.clientHeight < rowHeightPx
  }

  function toEnd() {
    isAtEnd.value = true
    const list = element.value
    if (list) list.scrollTop = list.scrollHeight
  }

  watch(entries, async (now, before) => {
    const shift = rowsAddedInFront(before, now)
    const top = element.value?.scrollTop ?? 0
    const stays = !isAtEnd.value
    await nextTick()
    const list = element.value
    if (!list) return
    if (!stays) toEnd()
    else if (shift !== 0) list.scrollTop = top + shift * rowHeightPx
  }, { flush: 'pre' })

  // The rows have their height only after the first drawing.
  onMounted(() => nextTick(toEnd))
  return { isAtEnd, onScroll, toEnd }
}

/** Negative when rows were dropped in front, zero when the two lists share nothing. */
export function rowsAddedInFront(before: readonly TraceEntry[], now: readonly TraceEntry[]): number {
  const oldFirst = before[0]?.key
  const newFirst = now[0]?.key
  if (oldFirst === undefined || newFirst === undefined || oldFirst === newFirst) return 0
  const added = now.findIndex(({ key }) => key === oldFirst)
  if (added > 0) return added
  const dropped = before.findIndex(({ key }) => key === newFirst)
  return dropped > 0 ? -dropped : 0
}
