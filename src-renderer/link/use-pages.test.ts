import { describe, expect, it, onTestFinished } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import type { Page } from '#contract/read-models'
import type { Client, Link, LinkState } from './link'
import { mergeRows, usePages } from './use-pages'

interface Row {
  id: number
  text: string
}
const aRow = (id: number, text = ''): Row => ({ id, text })
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id)
const order = { key: (row: Row) => row.id, compare: (a: Row, b: Row) => b.id - a.id }

interface Call {
  filter: string
  cursor: string | null
  answer(rows: Row[], next: string | null): Promise<void>
  fail(): Promise<void>
}

/** Pages whose answers the test gives by hand. */
function aList(filter = 'all') {
  const calls: Call[] = []
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve))
  const load = (_: Client, asked: { filter: string; cursor: string | null }) =>
    new Promise<Page<Row>>((resolve, reject) => calls.push({
      ...asked,
      answer: (rows, next) => (resolve({ rows, next }), settle()),
      fail: () => (reject(new Error('broken')), settle()),
    }))
  const client = {} as Client // nothing but `load` is asked
  const link = {
    client: shallowRef<Client | null>(client), state: ref<LinkState>('up'), retry() {}, close() {},
  } satisfies Link
  const asked = ref(filter)
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const pages = scope.run(() => usePages({ filter: asked, load, ...order, link }))
  if (!pages) throw new Error('the scope was stopped')
  return { calls, filter: asked, link, pages, client }
}

describe('usePages', () => {
  it('loads the first page and says that there are more', async () => {
    const { calls, pages } = aList()
    expect(pages.state.value).toBe('loading')
    await calls[0]?.answer([aRow(9), aRow(8)], 'older')
    expect(pages.state.value).toBe('live')
    expect(ids(pages.rows.value)).toEqual([9, 8])
    expect(pages.hasMore.value).toBe(true)
  })

  it('appends the next page by its cursor, once', async () => {
    const { calls, pages } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    const more = Promise.all([pages.loadMore(), pages.loadMore()])
    expect(calls).toHaveLength(2)
    expect(calls[1]?.cursor).toBe('older')
    await calls[1]?.answer([aRow(8)], null)
    await more
    expect(ids(pages.rows.value)).toEqual([9, 8])
    expect(pages.hasMore.value).toBe(false)
  })

  it('ignores what comes late for an older filter', async () => {
    const { calls, filter, pages } = aList()
    filter.value = 'some'
    await nextTick()
    expect(calls[1]?.filter).toBe('some')
    await calls[1]?.answer([aRow(3)], null)
    await calls[0]?.answer([aRow(9)], null)
    expect(ids(pages.rows.value)).toEqual([3])
  })

  it('keeps the loaded pages when it takes in what came in front', async () => {
    const { calls, pages } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    const refreshed = pages.refresh()
    await calls[1]?.answer([aRow(10), aRow(9)], 'other')
    await refreshed
    expect(ids(pages.rows.value)).toEqual([10, 9])
    void pages.loadMore()
    expect(calls[2]?.cursor).toBe('older')
  })

  it('raises its version with each refresh, though an older row was all that changed', async () => {
    const { calls, pages } = aList()
    await calls[0]?.answer([aRow(9), aRow(8)], 'older')
    expect(pages.version.value).toBe(0)
    const refreshed = pages.refresh()
    await calls[1]?.answer([aRow(9), aRow(8, 'with a price')], 'older')
    await refreshed
    expect(pages.version.value).toBe(1)
  })

  it('makes up for a refresh that was wished for while a page was under way', async () => {
    const { calls, pages } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    void pages.loadMore()
    void pages.refresh()
    expect(calls).toHaveLength(2)
    await calls[1]?.answer([aRow(8)], null)
    expect(calls[2]?.cursor).toBeNull()
    await calls[2]?.answer([aRow(9, 'ended')], 'older')
    expect(pages.rows.value).toEqual([aRow(9, 'ended'), aRow(8)])
    expect(pages.version.value).toBe(1)
  })

  it('starts over when more came in front than a page holds', async () => {
    const { calls, pages } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    const refreshed = pages.refresh()
    await calls[1]?.answer([aRow(300), aRow(299)], 'after 299')
    await refreshed
    expect(ids(pages.rows.value)).toEqual([300, 299])
    void pages.loadMore()
    expect(calls[2]?.cursor).toBe('after 299')
  })

  it('tells a fault, and keeps the rows while there is no link', async () => {
    const { calls, pages, link } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    const more = pages.loadMore()
    await calls[1]?.fail()
    await more
    expect(pages.state.value).toBe('fault')
    expect(pages.fault.value).not.toBeNull()
    link.client.value = null
    link.state.value = 'down'
    await nextTick()
    expect(pages.state.value).toBe('no-link')
    expect(ids(pages.rows.value)).toEqual([9])
  })

  it('asks again after a reconnect, though the lost link left a question open', async () => {
    const { calls, pages, link } = aList()
    await calls[0]?.answer([aRow(9)], 'older')
    void pages.loadMore()
    link.client.value = null
    link.state.value = 'down'
    await nextTick()
    link.client.value = {} as Client
    link.state.value = 'up'
    await nextTick()
    await calls[2]?.answer([aRow(10), aRow(9)], 'older')
    expect(ids(pages.rows.value)).toEqual([10, 9])
    expect(pages.state.value).toBe('live')
  })
})

describe('mergeRows', () => {
  it('keeps the order and replaces rows told again', () => {
    const merged = mergeRows({ rows: [aRow(2), aRow(1)], page: [aRow(3), aRow(2, 'again')], ...order })
    expect(ids(merged)).toEqual([3, 2, 1])
    expect(merged[1]?.text).toBe('again')
  })
})
