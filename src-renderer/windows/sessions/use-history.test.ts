import type { HistoryFilter } from '#contract/api'
import type { SessionRow } from '#contract/read-models'
import { describe, expect, it, onTestFinished } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import type { Client, Link, LinkState } from '@/link/link'
import { mergeHistory, useHistory } from './use-history'

const aSession = (session: number, fields: Partial<SessionRow> = {}): SessionRow => ({
  session, station: 'CP-1', stationName: 'Gate', siteName: null, place: { evse: 1, connector: 1 }, transactionId: null,
  idToken: null, state: 'completed', chargingState: null, startedAt: session * 1000, endedAt: session * 1000 + 500,
  reason: 'local', rawReason: null, energyWh: 0, power: null, socPercent: null, socStartPercent: null, marks: [],
  ...fields,
})
const numbers = (rows: readonly SessionRow[]) => rows.map(({ session }) => session)

interface Call {
  filter: HistoryFilter
  cursor: string | null
  answer(rows: SessionRow[], next: string | null): Promise<void>
  fail(): Promise<void>
}

/** A core whose answers the test gives by hand. */
function aHistory(filter: HistoryFilter = { station: null, text: null }) {
  const calls: Call[] = []
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve))
  const client = {
    sessions: {
      history: ({ filter: asked, cursor }: { filter: HistoryFilter; cursor: string | null }) =>
        new Promise((resolve, reject) => calls.push({
          filter: asked,
          cursor,
          answer: (rows, next) => (resolve({ rows, next }), settle()),
          fail: () => (reject(new Error('broken')), settle()),
        })),
    },
  } as unknown as Client // the composable touches nothing else of it
  const link = {
    client: shallowRef<Client | null>(client), state: ref<LinkState>('up'), retry() {}, close() {},
  } satisfies Link
  const asked = ref(filter)
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const history = scope.run(() => useHistory(asked, link))
  if (!history) throw new Error('the scope was stopped')
  return { calls, filter: asked, link, history }
}

describe('useHistory', () => {
  it('loads the first page and says that there are more', async () => {
    const { calls, history } = aHistory()
    expect(history.state.value).toBe('loading')
    await calls[0]?.answer([aSession(9), aSession(8)], 'older')
    expect(history.state.value).toBe('live')
    expect(numbers(history.rows.value)).toEqual([9, 8])
    expect(history.hasMore.value).toBe(true)
  })

  it('appends the next page by its cursor, once', async () => {
    const { calls, history } = aHistory()
    await calls[0]?.answer([aSession(9)], 'older')
    const more = Promise.all([history.loadMore(), history.loadMore()])
    expect(calls).toHaveLength(2)
    expect(calls[1]?.cursor).toBe('older')
    await calls[1]?.answer([aSession(8)], null)
    await more
    expect(numbers(history.rows.value)).toEqual([9, 8])
    expect(history.hasMore.value).toBe(false)
  })

  it('ignores what comes late for an older filter', async () => {
    const { calls, filter, history } = aHistory()
    filter.value = { station: 'CP-2', text: null }
    await nextTick()
    await calls[1]?.answer([aSession(3)], null)
    await calls[0]?.answer([aSession(9)], null)
    expect(numbers(history.rows.value)).toEqual([3])
  })

  it('keeps the loaded pages when it takes in what ended meanwhile', async () => {
    const { calls, history } = aHistory()
    await calls[0]?.answer([aSession(9)], 'older')
    const refreshed = history.refresh()
    await calls[1]?.answer([aSession(10), aSession(9)], 'other')
    await refreshed
    expect(numbers(history.rows.value)).toEqual([10, 9])
    void history.loadMore()
    expect(calls[2]?.cursor).toBe('older')
  })

  it('starts over when more ended meanwhile than a page holds', async () => {
    const { calls, history } = aHistory()
    await calls[0]?.answer([aSession(9)], 'older')
    const refreshed = history.refresh()
    await calls[1]?.answer([aSession(300), aSession(299)], 'after 299')
    await refreshed
    expect(numbers(history.rows.value)).toEqual([300, 299])
    void history.loadMore()
    expect(calls[2]?.cursor).toBe('after 299')
  })

  it('tells a fault, and keeps the rows while there is no link', async () => {
    const { calls, history, link } = aHistory()
    await calls[0]?.answer([aSession(9)], 'older')
    const more = history.loadMore()
    await calls[1]?.fail()
    await more
    expect(history.state.value).toBe('fault')
    expect(history.fault.value).not.toBeNull()
    link.client.value = null
    link.state.value = 'down'
    await nextTick()
    expect(history.state.value).toBe('no-link')
    expect(numbers(history.rows.value)).toEqual([9])
  })
})

describe('mergeHistory', () => {
  it('orders by start, latest first, and replaces rows told again', () => {
    const merged = mergeHistory([aSession(1), aSession(2)], [aSession(3), aSession(2, { energyWh: 5 })])
    expect(numbers(merged)).toEqual([3, 2, 1])
    expect(merged[1]?.energyWh).toBe(5)
  })
})
