import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { Page } from '#contract/read-models'
import { faultSentence } from '../format/fault'
import { useLink } from './link'
import type { Client, Link } from './link'
import type { FeedState, Key } from './use-feed'

interface PagesOptions<F, R> {
  /** What is asked for; another filter starts over. */
  filter: Readonly<Ref<F>>
  load: (client: Client, request: { filter: F; cursor: string | null; signal: AbortSignal }) => Promise<Page<R>>
  key: (row: R) => Key
  /** The order in which the core gives the rows. */
  compare: (a: R, b: R) => number
  link?: Link
}

export interface Pages<R> {
  rows: Readonly<ShallowRef<readonly R[]>>
  state: Readonly<Ref<FeedState>>
  fault: ComputedRef<string | null>
  hasMore: ComputedRef<boolean>
  busy: Readonly<Ref<boolean>>
  /** Rises with each refresh: what is computed over the whole list is then out of date, whatever its first page says. */
  version: Readonly<Ref<number>>
  loadMore(): Promise<void>
  /** Takes in what came in front meanwhile, without losing the pages that were loaded. */
  refresh(): Promise<void>
}

/** A list too long to mirror, page after page; what was loaded stays while there is no link. */
export function usePages<F, R>({ filter, load, key, compare, link = useLink() }: PagesOptions<F, R>): Pages<R> {
  const rows = shallowRef<readonly R[]>([])
  const state = ref<FeedState>('loading')
  const error = shallowRef<unknown>(null)
  const cursor = shallowRef<string | null>(null)
  const busy = ref(false)
  const version = ref(0)
  /** A refresh was wished for while a page was under way. */
  let isRefreshDue = false
  let running = new AbortController()

  /** Asks for one page; what comes for an older filter or a lost link is left aside. */
  async function ask(from: string | null, take: (page: Page<R>) => void) {
    const client = link.client.value
    if (!client) return
    const { signal } = running
    busy.value = true
    try {
      const page = await load(client, { filter: filter.value, cursor: from, signal })
      if (signal.aborted) return
      take(page)
      error.value = null
      state.value = 'live'
    } catch (cause) {
      if (signal.aborted || link.client.value !== client) return
      error.value = cause
      state.value = 'fault'
    } finally {
      if (!signal.aborted) {
        busy.value = false
        if (isRefreshDue) void refresh()
      }
    }
  }

  const merged = (page: Page<R>) => mergeRows({ rows: rows.value, page: page.rows, key, compare })
  function startWith(page: Page<R>) {
    rows.value = page.rows
    cursor.value = page.next
  }

  function start() {
    running.abort()
    running = new AbortController()
    busy.value = false
    isRefreshDue = false
    return ask(null, startWith)
  }

  async function loadMore() {
    if (cursor.value === null || busy.value) return
    await ask(cursor.value, (page) => {
      rows.value = merged(page)
      cursor.value = page.next
    })
  }

  async function refresh() {
    isRefreshDue = busy.value
    if (isRefreshDue) return
    version.value += 1
    await ask(null, (page) => {
      const known = new Set(rows.value.map(key))
      // More came than a page holds: what lies between is not known, so the list starts over.
      if (page.rows.some((row) => known.has(key(row)))) rows.value = merged(page)
      else startWith(page)
    })
  }

  watch(filter, () => {
    rows.value = []
    cursor.value = null
    state.value = link.client.value ? 'loading' : 'no-link'
    void start()
  })
  watch([link.client, link.state], ([client, linkState]) => {
    // An answer of the lost connection never comes.
    busy.value = false
    if (client) void (rows.value.length === 0 ? start() : refresh())
    else if (linkState !== 'connecting') state.value = 'no-link'
  }, { immediate: true })
  onScopeDispose(() => running.abort())

  return {
    rows,
    state,
    fault: computed(() => (error.value === null ? null : faultSentence(error.value))),
    hasMore: computed(() => cursor.value !== null),
    busy,
    version,
    loadMore,
    refresh,
  }
}

interface Merge<R> {
  rows: readonly R[]
  page: readonly R[]
  key: (row: R) => Key
  compare: (a: R, b: R) => number
}

/** One list in order and without doubles; a row that is told again replaces the older telling. */
export function mergeRows<R>({ rows, page, key, compare }: Merge<R>): readonly R[] {
  const byKey = new Map(rows.map((row) => [key(row), row]))
  for (const row of page) byKey.set(key(row), row)
  return [...byKey.values()].sort(compare)
}
