import type { HistoryFilter } from '#contract/api'
import type { SessionRow } from '#contract/read-models'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { faultSentence } from '@/format/fault'
import { useLink, type Link } from '@/link/link'
import type { FeedState } from '@/link/use-feed'

const defaultPageSize = 100

/** Ended sessions, page after page out of the database, the last started first. A new filter starts over. */
export function useHistory(
  filter: Readonly<Ref<HistoryFilter>>,
  link: Link = useLink(),
  pageSize: number = defaultPageSize,
) {
  const rows = shallowRef<readonly SessionRow[]>([])
  const state = ref<FeedState>('loading')
  const error = shallowRef<unknown>(null)
  const cursor = shallowRef<string | null>(null)
  const busy = ref(false)
  let running = new AbortController()

  /** Asks for one page; what comes for an older filter or a lost link is left aside. */
  async function ask(from: string | null, take: (page: { rows: SessionRow[]; next: string | null }) => void) {
    const client = link.client.value
    if (!client) return
    const { signal } = running
    busy.value = true
    try {
      const page = await client.sessions.history({ filter: filter.value, cursor: from, limit: pageSize }, { signal })
      if (signal.aborted) return
      take(page)
      error.value = null
      state.value = 'live'
    } catch (cause) {
      if (signal.aborted || link.client.value !== client) return
      error.value = cause
      state.value = 'fault'
    } finally {
      if (!signal.aborted) busy.value = false
    }
  }

  function start() {
    running.abort()
    running = new AbortController()
    busy.value = false
    return ask(null, (page) => {
      rows.value = page.rows
      cursor.value = page.next
    })
  }

  async function loadMore() {
    if (cursor.value === null || busy.value) return
    await ask(cursor.value, (page) => {
      rows.value = mergeHistory(rows.value, page.rows)
      cursor.value = page.next
    })
  }

  /** Takes in what ended meanwhile, without losing the pages that were loaded. */
  async function refresh() {
    if (busy.value) return
    await ask(null, (page) => {
      const known = new Set(rows.value.map(({ session }) => session))
      if (page.rows.some(({ session }) => known.has(session))) {
        rows.value = mergeHistory(rows.value, page.rows)
        return
      }
      // More ended than a page holds: what lies between is not known, so the list starts over.
      rows.value = page.rows
      cursor.value = page.next
    })
  }

  watch(filter, () => {
    rows.value = []
    cursor.value = null
    state.value = link.client.value ? 'loading' : 'no-link'
    void start()
  })
  watch([link.client, link.state], ([client, linkState]) => {
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
    loadMore,
    refresh,
  }
}

/** One list without doubles, the last started first; a row that is told again replaces the older telling. */
export function mergeHistory(rows: readonly SessionRow[], page: readonly SessionRow[]): readonly SessionRow[] {
  const byNumber = new Map(rows.map((row) => [row.session, row]))
  for (const row of page) byNumber.set(row.session, row)
  return [...byNumber.values()].sort((a, b) => b.startedAt - a.startedAt || b.session - a.session)
}
