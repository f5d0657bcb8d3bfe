import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { KeyedEvent } from '#contract/read-models'
import { faultSentence } from '../format/fault'
import { useLink } from './link'
import type { Client, Link } from './link'

export type FeedState = 'loading' | 'live' | 'no-link' | 'fault'
export type Key = string | number

interface FeedOptions<E> {
  open: (client: Client, context: { signal: AbortSignal }) => Promise<AsyncIterable<E>>
  /** A feed is closed while this is false; what it brought stays. */
  active?: Readonly<Ref<boolean>>
  link?: Link
  retryMs?: number
}

export interface Feed {
  state: Readonly<Ref<FeedState>>
  /** A sentence in the user's language while `state` is 'fault', else null. */
  fault: ComputedRef<string | null>
  stop(): void
}

/**
 * Runs a feed for as long as the current scope lives: opens it when the link is up, opens it again after a loss and,
 * after a pause, when the core ended it. `onEvent` gets every event; after a reconnect the first one is a snapshot again.
 */
export function useEventFeed<E>(options: FeedOptions<E> & { onEvent: (event: E) => void }): Feed {
  const { open, onEvent, active, link = useLink(), retryMs = 3_000 } = options
  const state = ref<FeedState>('loading')
  const error = shallowRef<unknown>(null)
  let isStopped = false
  let running: AbortController | null = null

  async function run(client: Client, signal: AbortSignal) {
    while (!signal.aborted) {
      try {
        for await (const event of await open(client, { signal })) {
          if (signal.aborted) return
          onEvent(event)
          error.value = null
          state.value = 'live'
        }
      } catch (cause) {
        // A lost link rejects whatever was under way; the watchers below say so and come back with the next client.
        if (signal.aborted || link.client.value !== client) return
        error.value = cause
        state.value = 'fault'
      }
      if (!signal.aborted) await pause(retryMs, signal)
    }
  }

  const watchers = [
    watch(
      [link.client, () => active?.value ?? true] as const,
      ([client, isActive]) => {
        running?.abort()
        running = null
        if (!client || !isActive) return
        running = new AbortController()
        void run(client, running.signal)
      },
      { immediate: true, flush: 'sync' },
    ),
    watch(link.state, (linkState) => {
      if (linkState === 'down' || linkState === 'denied') state.value = 'no-link'
    }, { immediate: true, flush: 'sync' }),
  ]

  function stop() {
    if (isStopped) return
    isStopped = true
    for (const unwatch of watchers) unwatch()
    running?.abort()
  }
  onScopeDispose(stop)
  return { state, fault: computed(() => (error.value === null ? null : faultSentence(error.value))), stop }
}

export interface KeyedFeed<V> extends Feed {
  rows: Readonly<ShallowRef<ReadonlyMap<Key, V>>>
}

/** A keyed set that follows the core's. The map is replaced with each event, so watching `rows` is enough. */
export function useKeyedFeed<V>(options: FeedOptions<KeyedEvent<V>> & { key: (row: V) => Key }): KeyedFeed<V> {
  const rows = shallowRef<ReadonlyMap<Key, V>>(new Map())
  const feed = useEventFeed({
    ...options,
    onEvent: (event) => {
      rows.value = applyKeyedEvent(rows.value, event, options.key)
    },
  })
  return { rows, ...feed }
}

export function applyKeyedEvent<V>(
  rows: ReadonlyMap<Key, V>,
  event: KeyedEvent<V>,
  key: (row: V) => Key,
): ReadonlyMap<Key, V> {
  if (event.kind === 'snapshot') return new Map(event.rows.map((row) => [key(row), row]))
  const next = new Map(rows)
  for (const gone of event.removed) next.delete(gone)
  for (const row of event.upserts) next.set(key(row), row)
  return next
}

export interface ValueFeed<T> extends Feed {
  value: Readonly<ShallowRef<T | null>>
}

/** The newest value of a feed; null until the first one came. */
export function useValueFeed<T>(options: FeedOptions<T>): ValueFeed<T> {
  const value = shallowRef<T | null>(null)
  const feed = useEventFeed({
    ...options,
    onEvent: (event) => {
      value.value = event
    },
  })
  return { value, ...feed }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    }, { once: true })
  })
}
