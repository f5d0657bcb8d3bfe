import { setImmediate as nextRound } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../tests/stories/fake-clock'
import { createKeyedFeed } from './keyed-feed'
import { createLogFeed, LOG_BURST } from './log-feed'
import { createValueFeed } from './value-feed'

/** Pulls a feed as a window does, and keeps what came, with the time of it. */
function watch<T>(feed: AsyncIterable<T>, clock: { now(): number }) {
  const seen: { at: number; event: T }[] = []
  const ended = (async () => {
    for await (const event of feed) seen.push({ at: clock.now(), event })
  })()
  return { seen, ended }
}

/** Small numbers that look like chance and are the same in every run. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % sides
  }
}

function aSet() {
  const clock = fakeClock(0)
  const rows = new Map<string, number>()
  const feed = createKeyedFeed<string, { key: string; value: number }>({
    clock,
    all: () => [...rows].map(([key, value]) => ({ key, value })),
    read: (key) => (rows.has(key) ? { key, value: rows.get(key)! } : null),
  })
  const write = (key: string, value: number | null) => {
    if (value === null) rows.delete(key)
    else rows.set(key, value)
    feed.touch([key])
  }
  return { clock, rows, feed, write }
}

describe('a keyed feed', () => {
  it.each([1, 2, 3, 4, 5])('mirrors the set exactly, whatever happens in whatever order (seed %i)', async (seed) => {
    const { clock, rows, feed, write } = aSet()
    const roll = dice(seed)
    for (let key = 0; key < 10; key++) write(`k${key}`, key)
    const end = new AbortController()
    const { seen, ended } = watch(feed.subscribe(end.signal), clock)
    await nextRound()
    for (let touch = 0; touch < 2_000; touch++) {
      write(`k${roll(30)}`, roll(4) === 0 ? null : touch)
      if (roll(5) === 0) clock.advance(roll(60))
      if (roll(3) === 0) await nextRound()
    }
    clock.advance(200)
    await nextRound()
    end.abort()
    await ended

    const mirror = new Map<string, number>()
    for (const { event } of seen) {
      if (event.kind === 'snapshot') for (const { key, value } of event.rows) mirror.set(key, value)
      else {
        for (const { key, value } of event.upserts) mirror.set(key, value)
        for (const key of event.removed) mirror.delete(String(key))
      }
    }
    expect(new Map([...mirror].sort())).toEqual(new Map([...rows].sort()))
    const patchTimes = seen.filter(({ event }) => event.kind === 'patch').map(({ at }) => at)
    const gaps = patchTimes.slice(1).map((at, index) => at - patchTimes[index]!)
    expect(patchTimes.length).toBeGreaterThan(20)
    expect(Math.min(...gaps), 'ten patches a second at the most').toBeGreaterThanOrEqual(100)
  })

  it('sends the first change at once, and those within the pause as one', async () => {
    const { clock, feed, write } = aSet()
    const end = new AbortController()
    const { seen, ended } = watch(feed.subscribe(end.signal), clock)
    await nextRound()
    write('a', 1)
    await nextRound()
    expect(seen).toHaveLength(2)
    for (let value = 2; value < 50; value++) write('a', value)
    write('b', 1)
    write('b', null)
    clock.advance(99)
    await nextRound()
    expect(seen).toHaveLength(2)
    clock.advance(1)
    await nextRound()
    expect(seen[2]?.event).toEqual({ kind: 'patch', upserts: [{ key: 'a', value: 49 }], removed: ['b'] })
    end.abort()
    await ended
  })

  it('keeps what changes while the window is busy', async () => {
    const { feed, write } = aSet()
    const iterator = feed.subscribe(undefined)
    expect(await iterator.next()).toMatchObject({ value: { kind: 'snapshot', rows: [] } })
    for (let value = 0; value < 10; value++) write(`k${value % 3}`, value)
    const { value } = await iterator.next()
    expect(value).toEqual({
      kind: 'patch',
      upserts: [{ key: 'k0', value: 9 }, { key: 'k1', value: 7 }, { key: 'k2', value: 8 }],
      removed: [],
    })
    await iterator.return()
  })

  it.each(['while it waits for a change', 'while it pauses'])('ends with its subscription %s, and leaves no timer', async (when) => {
    const { clock, feed, write } = aSet()
    const end = new AbortController()
    const { ended } = watch(feed.subscribe(end.signal), clock)
    await nextRound()
    if (when === 'while it pauses') {
      write('a', 1)
      await nextRound()
      write('a', 2)
      await nextRound()
      expect(clock.pending()).toBe(1)
    }
    end.abort()
    await ended
    expect(clock.pending()).toBe(0)
  })
})

it('a value feed sends the newest value, never a list of old ones', async () => {
  const clock = fakeClock(0)
  let value = 0
  const feed = createValueFeed({ clock, read: () => value, intervalMs: 250 })
  const end = new AbortController()
  const { seen, ended } = watch(feed.subscribe(end.signal), clock)
  await nextRound()
  for (let step = 0; step < 100; step++) {
    value++
    feed.touch()
    clock.advance(10)
    await nextRound()
  }
  clock.advance(250)
  await nextRound()
  end.abort()
  await ended
  expect(seen.at(-1)?.event).toBe(100)
  expect(seen.length).toBeLessThanOrEqual(7)
})

it('a log feed leaves out the oldest when it is flooded, and says how many', async () => {
  const clock = fakeClock(0)
  const feed = createLogFeed<number>(clock)
  const end = new AbortController()
  const { seen, ended } = watch(feed.subscribe((line) => line % 2 === 0, end.signal), clock)
  await nextRound()
  feed.push(Array.from({ length: 2_000 }, (_, line) => line))
  await nextRound()
  feed.push([2_001])
  feed.push([2_002])
  clock.advance(100)
  await nextRound()
  end.abort()
  await ended
  expect(seen.map(({ event }) => [event.entries.length, event.omitted])).toEqual([[LOG_BURST, 1_000 - LOG_BURST], [1, 0]])
  expect(seen[0]?.event.entries.at(-1)).toBe(1_998)
})
