import { shallowRef } from 'vue'
import type { TraceEvent, TraceLine } from '#contract/trace'
import { useEventFeed } from '@/link/use-feed'

/** The newest frames of one charger, the newest first. */
export function useLastFrames(station: string, most: number) {
  const lines = shallowRef<readonly TraceLine[]>([])
  const feed = useEventFeed<TraceEvent>({
    open: (client, context) =>
      client.trace.watch({ filter: { station, action: null, direction: null, text: null } }, context),
    onEvent: (event) => {
      // After a reconnect the feed repeats what is known.
      const newest = lines.value[0]?.id ?? 0
      const added = event.lines.filter(({ id }) => id > newest).reverse()
      if (added.length > 0) lines.value = [...added, ...lines.value].slice(0, most)
    },
  })
  return { lines, ...feed }
}
