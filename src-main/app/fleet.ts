import type { FleetPies, FleetStation } from '#contract/fleet'
import type { KeyedEvent } from '#contract/read-models'
import { count, emptyPies, nextChangeAt, slicesOf } from '../domain/fleet'
import { createKeyedFeed } from './feeds/keyed-feed'
import { createValueFeed } from './feeds/value-feed'
import type { Clock } from './ports'
import type { StationEntry, WorkingSet } from './working-set'

/** With the pace of the feeds, what happens is seen well within a second. */
const LOOK_MS = 100

/** The four pies and the stations in them, counted up and down as stations change. */
export interface Fleet {
  /** These may stand elsewhere now. Costs an entry in a set: the looking is done apart from the turn of a message. */
  touch(stations: readonly string[]): void
  /** A sign of life or a message: of interest only where it brings a station back. */
  seen(station: string): void
  watchPies(signal: AbortSignal | undefined): AsyncGenerator<FleetPies, void>
  watchStations(signal: AbortSignal | undefined): AsyncGenerator<KeyedEvent<FleetStation>, void>
}

export function createFleet({ clock, set }: { clock: Clock; set: WorkingSet }): Fleet {
  const shown = new Map<string, FleetStation>()
  const changesAt = new Map<string, number>()
  const dirty = new Set([...set.entries()].map(({ station }) => station.station))
  const pies = emptyPies()
  let watchers = 0
  let stopLooking = () => {}

  const piesFeed = createValueFeed<FleetPies>({ clock, read: () => structuredClone(pies) })
  const stationFeed = createKeyedFeed<string, FleetStation>({
    clock,
    all: () => [...shown.values()],
    read: (station) => shown.get(station) ?? null,
  })

  function rowOf({ station, lastSeenAt, lastMessageAt }: StationEntry, now: number): FleetStation | null {
    if (station.admission !== 'registered' || station.lifeCycle !== 'production') return null
    const { site } = set.organisation.surroundingsOf(station)
    return {
      station: station.station,
      name: station.name,
      site: station.site,
      siteName: site?.name ?? null,
      position: sitePosition(station.site),
      ...slicesOf({ station, lastSeenAt, lastMessageAt }, now),
    }
  }

  function sitePosition(site: number | null): FleetStation['position'] {
    const { latitude = null, longitude = null } = (site === null ? null : set.organisation.sites.get(site)) ?? {}
    return latitude === null || longitude === null ? null : { latitude, longitude }
  }

  /** Looks at one station again; true where it looks different. */
  function renew(station: string, now: number): boolean {
    const entry = set.find(station)
    const before = shown.get(station)
    const after = entry ? rowOf(entry, now) : null
    const at = entry && after ? nextChangeAt(entry, now) : null
    if (at === null) changesAt.delete(station)
    else changesAt.set(station, at)
    if (JSON.stringify(before ?? null) === JSON.stringify(after)) return false
    if (before) count(pies, before, -1)
    if (after) count(pies, after, 1)
    if (after) shown.set(station, after)
    else shown.delete(station)
    return true
  }

  function look(): void {
    const now = clock.now()
    for (const [station, at] of changesAt) if (at <= now) dirty.add(station)
    if (dirty.size === 0) return
    const changed = [...dirty].filter((station) => renew(station, now))
    dirty.clear()
    if (changed.length === 0) return
    stationFeed.touch(changed)
    piesFeed.touch()
  }

  function keepLooking(): void {
    look()
    stopLooking = clock.after(LOOK_MS, keepLooking)
  }

  async function* watched<T>(open: () => AsyncGenerator<T, void>): AsyncGenerator<T, void> {
    watchers += 1
    if (watchers === 1) keepLooking()
    try {
      yield* open()
    } finally {
      watchers -= 1
      if (watchers === 0) stopLooking()
    }
  }

  return {
    touch(stations) {
      for (const station of stations) dirty.add(station)
    },
    seen(station) {
      const row = shown.get(station)
      if (row && (row.connection !== 'online' || row.heard !== '15m')) dirty.add(station)
    },
    watchPies: (signal) => watched(() => piesFeed.subscribe(signal)),
    watchStations: (signal) => watched(() => stationFeed.subscribe(signal)),
  }
}

