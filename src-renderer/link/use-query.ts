import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { faultSentence } from '../format/fault'
import { useLink } from './link'
import type { Client, Link } from './link'
import type { FeedState } from './use-feed'

export interface Query<T> {
  value: ShallowRef<T | null>
  state: Readonly<Ref<FeedState>>
  fault: ComputedRef<string | null>
  reload(): Promise<void>
}

interface QueryOptions<T> {
  load: (client: Client, context: { signal: AbortSignal }) => Promise<T>
  /** Load only while true. */
  active?: Readonly<Ref<boolean>>
  link?: Link
}

/** Asks once, and again after every reconnect. The last answer stays while there is no link. */
export function useQuery<T>({ load, active, link = useLink() }: QueryOptions<T>): Query<T> {
  const value = shallowRef<T | null>(null)
  const state = ref<FeedState>('loading')
  const error = shallowRef<unknown>(null)
  let running: AbortController | null = null

  async function reload() {
    running?.abort()
    const client = link.client.value
    if (!client || (active && !active.value)) return
    const { signal } = (running = new AbortController())
    try {
      const answer = await load(client, { signal })
      if (signal.aborted) return
      value.value = answer
      error.value = null
      state.value = 'live'
    } catch (cause) {
      if (signal.aborted || link.client.value !== client) return
      error.value = cause
      state.value = 'fault'
    }
  }

  watch([link.client, () => active?.value ?? true], () => void reload(), { immediate: true })
  watch(link.state, (linkState) => {
    if (linkState === 'down' || linkState === 'denied') state.value = 'no-link'
  }, { immediate: true, flush: 'sync' })
  onScopeDispose(() => running?.abort())
  return { value, state, fault: computed(() => (error.value === null ? null : faultSentence(error.value))), reload }
}
