import { ORPCError } from '@orpc/client'
import { effectScope, ref, shallowRef, watch } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { KeyedEvent } from '#contract/read-models'
import { createLink, LinkDenied } from './link'
import type { Client, Connection, Link, LinkState, Transport } from './link'
import { useCommand } from './use-command'
import { useKeyedFeed, useValueFeed } from './use-feed'
import { useQuery } from './use-query'

/** A connection that a test can lose. */
function aConnection(): Connection & { lose(): void } {
  const { promise: closed, resolve: lose } = Promise.withResolvers<void>()
  return { link: { call: () => Promise.reject(new Error('not used')) }, closed, close: () => lose(), lose: () => lose() }
}

/** A link that is what the test says; its client is only passed through. */
function aLink(): Link & { up(): void; down(): void } {
  const client = shallowRef<Client | null>(null)
  const state = ref<LinkState>('connecting')
  return {
    client,
    state,
    retry() {},
    close() {},
    up() {
      client.value = {} as Client
      state.value = 'up'
    },
    down() {
      client.value = null
      state.value = 'down'
    },
  }
}

/** A feed whose events the test pushes; it ends like a real one when it is aborted. */
function aFeed<E>() {
  const opened: { push(event: E): void; fail(error: unknown): void; signal: AbortSignal }[] = []
  async function open(_: Client, { signal }: { signal: AbortSignal }) {
    const events: E[] = []
    let error: unknown = null
    let wake = () => {}
    const wakeUp = () => wake()
    signal.addEventListener('abort', wakeUp)
    opened.push({
      signal,
      push: (event) => (events.push(event), wake()),
      fail: (cause) => ((error = cause), wake()),
    })
    return (async function* () {
      for (;;) {
        const event = events.shift()
        if (signal.aborted) return
        if (error !== null) throw error
        if (event !== undefined) yield event
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    })()
  }
  return { open, opened, last: () => opened.at(-1)! }
}

type Row = { id: number; name: string }
const key = ({ id }: Row) => id
const soon = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('the link', () => {
  it('opens again after every loss, and says so', async () => {
    const made = [aConnection(), aConnection()]
    let attempts = 0
    const transport: Transport = async () => {
      // The second attempt fails, as while the core is restarting.
      if (++attempts === 2) throw new Error('refused')
      return made[attempts === 1 ? 0 : 1]!
    }
    const link = createLink({ transport, pauseMs: () => 0 })
    const states: [LinkState, boolean][] = [[link.state.value, link.client.value !== null]]
    watch(link.state, (state) => states.push([state, link.client.value !== null]), { flush: 'sync' })
    await vi.waitFor(() => expect(link.state.value).toBe('up'))
    const first = link.client.value
    made[0]!.lose()
    await vi.waitFor(() => expect(attempts).toBe(3))
    await vi.waitFor(() => expect(link.state.value).toBe('up'))
    expect(states).toEqual([['connecting', false], ['up', true], ['down', false], ['up', true]])
    expect(link.client.value).not.toBe(first)
    link.close()
  })

  it('waits longer after each failure and begins anew after a success', async () => {
    const pauses: number[] = []
    const connection = aConnection()
    let attempts = 0
    const link = createLink({
      transport: async () => {
        if (++attempts !== 4) throw new Error('refused')
        return connection
      },
      pauseMs: (attempt) => (pauses.push(attempt), 0),
    })
    await vi.waitFor(() => expect(link.state.value).toBe('up'))
    connection.lose()
    await vi.waitFor(() => expect(pauses.length).toBeGreaterThan(4))
    link.close()
    expect(pauses.slice(0, 5)).toEqual([0, 1, 2, 0, 1])
  })

  it('stays denied until somebody asks for another try', async () => {
    let attempts = 0
    const connection = aConnection()
    const link = createLink({
      transport: async () => {
        if (++attempts === 1) throw new LinkDenied()
        return connection
      },
      pauseMs: () => 0,
    })
    await vi.waitFor(() => expect(link.state.value).toBe('denied'))
    await soon()
    expect(attempts).toBe(1)
    link.retry()
    await vi.waitFor(() => expect(link.state.value).toBe('up'))
    link.close()
  })

  it('closes its connection and opens no other when it is closed', async () => {
    const connection = aConnection()
    const transport = vi.fn(async () => connection)
    const link = createLink({ transport, pauseMs: () => 0 })
    await vi.waitFor(() => expect(link.state.value).toBe('up'))
    link.close()
    await connection.closed
    await soon()
    expect(transport).toHaveBeenCalledTimes(1)
    expect(link.client.value).toBeNull()
  })
})

describe('a keyed feed', () => {
  it('takes the snapshot, then what changed and what went', async () => {
    const [link, source, scope] = [aLink(), aFeed<KeyedEvent<Row>>(), effectScope()]
    const feed = scope.run(() => useKeyedFeed({ open: source.open, key, link }))!
    expect(feed.state.value).toBe('loading')
    link.up()
    await soon()
    source.last().push({ kind: 'snapshot', rows: [{ id: 1, name: 'a' }, { id: 2, name: 'b' }] })
    source.last().push({ kind: 'patch', upserts: [{ id: 2, name: 'B' }, { id: 3, name: 'c' }], removed: [1] })
    await vi.waitFor(() => expect([...feed.rows.value.values()]).toEqual([{ id: 2, name: 'B' }, { id: 3, name: 'c' }]))
    expect(feed.state.value).toBe('live')
    scope.stop()
  })

  it('keeps its rows without a link and replaces them by the next snapshot', async () => {
    const [link, source, scope] = [aLink(), aFeed<KeyedEvent<Row>>(), effectScope()]
    const feed = scope.run(() => useKeyedFeed({ open: source.open, key, link }))!
    link.up()
    await soon()
    source.last().push({ kind: 'snapshot', rows: [{ id: 1, name: 'a' }] })
    await vi.waitFor(() => expect(feed.state.value).toBe('live'))

    link.down()
    expect([feed.state.value, feed.rows.value.size, source.last().signal.aborted]).toEqual(['no-link', 1, true])

    link.up()
    await soon()
    expect(feed.rows.value.size).toBe(1)
    source.last().push({ kind: 'snapshot', rows: [{ id: 7, name: 'z' }] })
    await vi.waitFor(() => expect([...feed.rows.value.keys()]).toEqual([7]))
    expect(feed.state.value).toBe('live')
    scope.stop()
  })

  it('ends with its scope', async () => {
    const [link, source, scope] = [aLink(), aFeed<KeyedEvent<Row>>(), effectScope()]
    scope.run(() => useKeyedFeed({ open: source.open, key, link }))
    link.up()
    await soon()
    scope.stop()
    expect(source.last().signal.aborted).toBe(true)
    link.down()
    link.up()
    await soon()
    expect(source.opened).toHaveLength(1)
  })

  it('is open only while it is active', async () => {
    const [link, source, scope, active] = [aLink(), aFeed<KeyedEvent<Row>>(), effectScope(), ref(false)]
    scope.run(() => useKeyedFeed({ open: source.open, key, link, active }))
    link.up()
    await soon()
    expect(source.opened).toHaveLength(0)
    active.value = true
    await soon()
    expect(source.opened).toHaveLength(1)
    active.value = false
    expect(source.last().signal.aborted).toBe(true)
    scope.stop()
  })

  it('tells a fault in a sentence, and recovers by itself', async () => {
    const [link, source, scope] = [aLink(), aFeed<KeyedEvent<Row>>(), effectScope()]
    const feed = scope.run(() => useKeyedFeed({ open: source.open, key, link, retryMs: 50 }))!
    link.up()
    await soon()
    source.last().fail(new ORPCError('STATION_NOT_FOUND', { data: { station: 'CP-9' } }))
    await vi.waitFor(() => expect(feed.fault.value).toBe('There is no charger with the identity CP-9.'))
    expect(feed.state.value).toBe('fault')
    await vi.waitFor(() => expect(source.opened).toHaveLength(2))
    source.last().push({ kind: 'snapshot', rows: [] })
    await vi.waitFor(() => expect([feed.state.value, feed.fault.value]).toEqual(['live', null]))
    scope.stop()
  })
})

describe('a value feed', () => {
  it('holds the newest value', async () => {
    const [link, source, scope] = [aLink(), aFeed<number>(), effectScope()]
    const feed = scope.run(() => useValueFeed({ open: source.open, link }))!
    expect(feed.value.value).toBeNull()
    link.up()
    await soon()
    source.last().push(1)
    source.last().push(2)
    await vi.waitFor(() => expect(feed.value.value).toBe(2))
    scope.stop()
  })
})

describe('a query', () => {
  it('asks again after a reconnect and keeps the old answer until then', async () => {
    const [link, scope] = [aLink(), effectScope()]
    let answer = 1
    const query = scope.run(() => useQuery({ load: async () => answer++, link }))!
    link.up()
    await vi.waitFor(() => expect(query.value.value).toBe(1))
    link.down()
    await vi.waitFor(() => expect([query.state.value, query.value.value]).toEqual(['no-link', 1]))
    link.up()
    await vi.waitFor(() => expect([query.state.value, query.value.value]).toEqual(['live', 2]))
    scope.stop()
  })
})

describe('a command', () => {
  it('is busy while it waits, and gives the answer', async () => {
    const link = aLink()
    link.up()
    const { promise, resolve } = Promise.withResolvers<string>()
    const command = useCommand((_: Client, _name: string) => promise, link)
    const running = command.run('x')
    expect(command.busy.value).toBe(true)
    resolve('done')
    expect(await running).toEqual({ value: 'done' })
    expect([command.busy.value, command.fault.value]).toEqual([false, null])
  })

  it('never rejects: a fault becomes a sentence', async () => {
    const link = aLink()
    link.up()
    const command = useCommand(() => Promise.reject(new ORPCError('NAME_TAKEN', { data: { name: 'Bay 1' } })), link)
    expect(await command.run()).toBeNull()
    expect(command.fault.value).toBe('The name Bay 1 is already in use.')
  })

  it('says that there is no link, before or while it waits', async () => {
    const link = aLink()
    const command = useCommand(() => new Promise((_, reject) => setTimeout(() => reject(new Error('closed')), 5)), link)
    await command.run()
    expect(command.fault.value).toContain('no link')
    link.up()
    const running = command.run()
    link.down()
    await running
    expect(command.fault.value).toContain('no link')
  })
})
