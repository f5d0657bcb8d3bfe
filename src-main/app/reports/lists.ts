import type { EventStream, Listing } from '#contract/reports'
import { parseStationTime } from '../../domain/clock'
import { MOST_PARTS } from '../../domain/part-numbers'
import type { StationMessage } from '../../domain/station-message'
import { emptyList, expectedList, missingOf, type Told, type ToldPart, withToldPart } from '../../domain/told-list'
import type { Clock, Log } from '../ports'
import type { ReportStore, StationTold } from '../report-ports'

/** A part may come this long after the one before it. */
export const QUIET_MS = 30_000
/** A list that comes in 200 frames is one write, not 200. */
const SAVE_MS = 2_000
const VALUES_KEPT = 20
const STREAMS_KEPT = 100
/** Of a list; a message on a display has texts of some kilobytes. */
const ITEMS_KEPT = { monitors: 10_000, messages: 1_000 } as const
/** Requests of which a late part may still come. */
const EARLIER_KEPT = 20

type Topic = 'monitors' | 'messages'
type Streamed = Extract<StationMessage, { kind: 'stream-opened' | 'stream-closed' | 'stream-values' }>

const nothing: StationTold = { monitors: null, messages: null, streams: [] }

/** What stations told of their monitors, displays and streams: in memory, and some moments later on the disk. */
export function createLists(parts: {
  clock: Clock
  log: Log
  store: ReportStore
  changed: (station: string) => void
  /** It told more than is kept. */
  exceeded: (station: string, detail: string) => void
}) {
  const { clock, log, store } = parts
  const all = store.stations()
  /** Lists that were asked for here, by station and topic, the latest first; its parts begin anew. */
  const expected = new Map<string, readonly number[]>()
  const saving = new Map<string, () => void>()

  const of = (station: string): StationTold => all.get(station) ?? nothing

  function save(station: string): void {
    saving.get(station)?.()
    saving.delete(station)
    try {
      store.save(station, of(station))
    } catch (error) {
      log.warn('what a station told could not be stored', { station, error: String(error) })
    }
  }

  function keep(station: string, changes: Partial<StationTold>): void {
    all.set(station, { ...of(station), ...changes })
    if (!saving.has(station)) saving.set(station, clock.after(SAVE_MS, () => save(station)))
    parts.changed(station)
  }

  function part<Item extends { id: number }>(station: string, topic: Topic, message: ToldPart<Item>): void {
    const [asked, ...earlier] = expected.get(`${station} ${topic}`) ?? []
    // Late, of a list that was asked for anew since: it would begin the new one once more.
    if (message.requestId !== null && earlier.includes(message.requestId)) return
    // The list is of the items of this topic: `keep` below is the only writer.
    const known = of(station)[topic] as unknown as Told<Item> | null
    const isBeginning = asked !== undefined && message.requestId === asked && known?.requestId !== asked
    const before = isBeginning ? expectedList(asked, clock.now()) : known
    const list = withToldPart<Item>(before, message, { at: clock.now(), mostItems: ITEMS_KEPT[topic] })
    if (list.items.length >= ITEMS_KEPT[topic] || list.parts.length >= MOST_PARTS) parts.exceeded(station, `a list of ${list.items.length} items in ${list.parts.length} parts`)
    keep(station, { [topic]: list })
  }

  function streamed(station: string, message: Streamed): void {
    const { streams } = of(station)
    const now = clock.now()
    const others = streams.filter(({ stream }) => stream !== message.stream)
    const known = streams.find(({ stream }) => stream === message.stream)
    const base: EventStream = known ?? { stream: message.stream, monitor: 0, name: null, intervalS: null, openedAt: now, closedAt: null, values: [] }
    keep(station, { streams: [...others, next(base, message, now)].sort((a, b) => a.stream - b.stream).slice(-STREAMS_KEPT) })
  }

  return {
    of,
    part,
    streamed,
    expect(station: string, topic: Topic, requestId: number) {
      const key = `${station} ${topic}`
      expected.set(key, [requestId, ...(expected.get(key) ?? [])].slice(0, EARLIER_KEPT))
    },
    /** It will not be told: the list before it still may. */
    unexpect(station: string, topic: Topic, requestId: number) {
      const key = `${station} ${topic}`
      expected.set(key, (expected.get(key) ?? []).filter((asked) => asked !== requestId))
    },
    /** With a boot all streams end. One that goes on afterwards is opened again by its values. */
    closeStreams(station: string) {
      const { streams } = of(station)
      if (streams.every(({ closedAt }) => closedAt !== null)) return
      keep(station, { streams: streams.map((stream) => ({ ...stream, closedAt: stream.closedAt ?? clock.now() })) })
    },
    empty: (station: string, topic: Topic, requestId: number) => keep(station, { [topic]: emptyList(requestId, clock.now()) }),
    outdated(station: string, topic: Topic) {
      const told = of(station)[topic]
      if (told) keep(station, { [topic]: { ...told, isOutdated: true } })
    },
    /** Stores what waits. */
    stop() {
      for (const station of [...saving.keys()]) save(station)
    },
  }
}

function next(stream: EventStream, message: Streamed, now: number): EventStream {
  switch (message.kind) {
    case 'stream-opened':
      return { ...stream, monitor: message.monitor, intervalS: message.intervalS, openedAt: now, closedAt: null, values: [] }
    case 'stream-closed':
      return { ...stream, closedAt: now }
    case 'stream-values': {
      const base = (message.baseTime === null ? null : parseStationTime(message.baseTime)?.at) ?? now
      const added = message.values.slice(-VALUES_KEPT).map(({ offsetS, value }) => ({ at: base + offsetS * 1000, value: value.slice(0, 200) }))
      return { ...stream, closedAt: null, values: [...stream.values, ...added].slice(-VALUES_KEPT) }
    }
  }
}

/** As the windows see it. */
export function listingOf<Item extends { id: number }>(told: Told<Item> | null, now: number): Listing<Item> | null {
  if (told === null) return null
  const missing = missingOf(told)
  const state = missing.length === 0 ? 'whole' : now - told.at < QUIET_MS ? 'arriving' : 'gaps'
  return { at: told.at, items: [...told.items], state, missing, isOutdated: told.isOutdated }
}

export type Lists = ReturnType<typeof createLists>
