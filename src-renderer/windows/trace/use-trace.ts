import type { TraceFilter } from '#contract/api/trace'
import { computed, effectScope, onScopeDispose, shallowRef, watch, type EffectScope, type Ref } from 'vue'
import { useLink, type Link } from '@/link/link'
import { useCommand } from '@/link/use-command'
import { useEventFeed, type Feed } from '@/link/use-feed'
import { createTraceWindow, type TraceWindowLimits } from './trace-window'

const pageSize = 500
/** Pages between the newest frame and the oldest shown one that are skipped at most, should the cursor be lost. */
const mostPages = 40

/** The trace under a filter: live, pausable, and extensible into the past. A new filter starts over. */
export function useTrace(
  filter: Readonly<Ref<TraceFilter>>,
  limits: TraceWindowLimits = { rows: 5_000, waiting: 5_000 },
  link: Link = useLink(),
) {
  const trace = createTraceWindow(limits)
  const feed = shallowRef<Feed | null>(null)
  const hasOlder = shallowRef(true)
  let scope: EffectScope | null = null
  let cursor: string | null = null

  function start(current: TraceFilter) {
    scope?.stop()
    trace.clear()
    cursor = null
    hasOlder.value = true
    scope = effectScope(true)
    feed.value = scope.run(() => useEventFeed({
      open: (client, context) => client.trace.watch({ filter: current }, context),
      onEvent: trace.receive,
      link,
    })) ?? null
  }

  watch(filter, start, { immediate: true })
  onScopeDispose(() => scope?.stop())

  const older = useCommand(async (client) => {
    const asked = filter.value
    for (let page = 0; page < mostPages; page++) {
      const { rows, next } = await client.trace.page({ filter: asked, cursor, limit: pageSize })
      if (asked !== filter.value) return 0
      cursor = next
      hasOlder.value = next !== null
      const added = trace.prepend(rows)
      if (added > 0 || next === null) return added
    }
    return 0
  }, link)

  /** Loads frames before the oldest shown one; says how many came. */
  async function loadOlder(): Promise<number> {
    if (older.busy.value) return 0
    const answer = await older.run()
    return answer?.value ?? 0
  }

  return {
    ...trace,
    state: computed(() => feed.value?.state.value ?? 'loading'),
    fault: computed(() => feed.value?.fault.value ?? null),
    hasOlder,
    loadOlder,
    isLoadingOlder: older.busy,
    olderFault: older.fault,
  }
}
