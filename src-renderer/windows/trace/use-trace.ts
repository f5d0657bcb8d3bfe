import type { TraceFilter } from '#contract/api/trace'
import type { TraceLine } from '#contract/trace'
import { computed, effectScope, onScopeDispose, ref, shallowRef, watch, type EffectScope, type Ref } from 'vue'
import { useLink, type Client, type Link } from '@/link/link'
import { useCommand } from '@/link/use-command'
import { useEventFeed, type Feed } from '@/link/use-feed'
import { useQuery, type Query } from '@/link/use-query'
import { createTraceWindow, type TraceWindowLimits } from './trace-window'

const pageSize = 500
/** Messages on each side of the one that the list is opened around. */
const around = 100
/** Fewer than this in the newest stretch: the search goes on by itself. */
const fewRows = 40

/**
 * The trace under a filter: live, pausable, and extensible into the past; or around one message, and from there in both
 * directions. A new filter starts over. A search may take many pages: it says how far it is, and can be stopped.
 */
export function useTrace(
  filter: Readonly<Ref<TraceFilter>>,
  anchor: Readonly<Ref<number | null>> = ref(null),
  limits: TraceWindowLimits = { rows: 5_000, waiting: 5_000 },
  link: Link = useLink(),
) {
  const trace = createTraceWindow(limits)
  const feed = shallowRef<Feed | Query<true> | null>(null)
  const hasOlder = shallowRef(true)
  const hasNewer = shallowRef(false)
  const searchedTo = shallowRef<number | null>(null)
  /** The message that the list was opened around; null where it is no longer kept. */
  const anchored = shallowRef<TraceLine | null>(null)
  let scope: EffectScope | null = null
  let cursor: string | null = null
  let run = 0

  function start() {
    scope?.stop()
    trace.clear()
    run++
    cursor = null
    hasOlder.value = true
    hasNewer.value = false
    searchedTo.value = null
    anchored.value = null
    const current = filter.value
    const id = anchor.value
    scope = effectScope(true)
    feed.value = scope.run(() => (id === null ? live(current) : useQuery({ load: (client) => openAround(client, current, id), link }))) ?? null
  }

  const live = (current: TraceFilter) => useEventFeed({
    open: (client, context) => client.trace.watch({ filter: current }, context),
    onEvent: (event) => {
      const isFirst = trace.oldestId() === null
      trace.receive(event)
      if (isFirst && event.lines.length < fewRows && hasOlder.value) void loadOlder()
    },
    link,
  })

  async function openAround(client: Client, current: TraceFilter, id: number): Promise<true> {
    const page = (order: 'older' | 'newer', from: number) =>
      client.trace.page({ filter: current, cursor: String(from), limit: around, order })
    const [older, newer, line] = await Promise.all([page('older', id + 1), page('newer', id), client.trace.line({ id })])
    trace.clear()
    trace.receive({ lines: [...older.rows.toReversed(), ...newer.rows], omitted: 0 })
    cursor = older.next
    hasOlder.value = older.next !== null
    hasNewer.value = true
    anchored.value = line
    return true
  }

  watch([filter, anchor], start, { immediate: true })
  onScopeDispose(() => {
    scope?.stop()
    run++
  })

  const older = useCommand(async (client) => {
    const mine = ++run
    const asked = filter.value
    for (;;) {
      const { rows, next, searchedTo: reached } = await client.trace.page({ filter: asked, cursor: cursor ?? oldestShown(), limit: pageSize, order: 'older' })
      // Stopped, or another filter by now.
      if (mine !== run) return 0
      cursor = next
      hasOlder.value = next !== null
      searchedTo.value = reached
      const added = trace.prepend(rows)
      if (added > 0 || next === null) return added
    }
  }, link)
  const oldestShown = () => {
    const id = trace.oldestId()
    return id === null ? null : String(id)
  }

  const newer = useCommand(async (client) => {
    const newest = trace.newestId()
    const { rows, next } = await client.trace.page({ filter: filter.value, cursor: String(newest), limit: pageSize, order: 'newer' })
    hasNewer.value = next !== null
    trace.receive({ lines: rows, omitted: 0 })
  }, link)

  /** Loads messages before the oldest shown one; says how many came. */
  async function loadOlder(): Promise<number> {
    if (older.busy.value) return 0
    const answer = await older.run()
    return answer?.value ?? 0
  }

  return {
    ...trace,
    state: computed(() => feed.value?.state.value ?? 'loading'),
    fault: computed(() => feed.value?.fault.value ?? null),
    anchored,
    hasOlder,
    hasNewer,
    loadOlder,
    loadNewer: () => newer.run(),
    /** The search into the past ends where it is; it can be taken up again. */
    stopOlder: () => {
      run++
    },
    searchedTo,
    isLoadingOlder: older.busy,
    isLoadingNewer: newer.busy,
    olderFault: computed(() => older.fault.value ?? newer.fault.value),
  }
}
