import type { LocalListRow } from '#contract/people'
import type { PersonSource } from '#contract/vocabulary'
import { factOf } from '../domain/compatibility'
import { normaliseIdToken, reversedBytes } from '../domain/id-token'
import { difference, fitting, nextChange, wantedEntries } from '../domain/local-list'
import type { LocalListEntry } from '../domain/station-message'
import type { Connections } from './connections'
import { asker, type Commands, type Sender } from './commands'
import { createKeyedFeed, type KeyedFeed } from './feeds/keyed-feed'
import { updateList } from './local-list-update'
import { type OwnAccord, SwitchedOffError } from './own-accord'
import type { Clock, Log, Store, StoredList } from './ports'
import type { WorkingSet } from './working-set'

/** Stations that are brought up to date at the same time. */
const AT_ONCE = 4
/** What failed is not tried again by itself before this. */
const STABLE_MS = 30_000
const RETRY_MS = 10 * 60_000

export interface LocalLists {
  feed: KeyedFeed<string, LocalListRow>
  /** Null: all that can be reached. */
  sync(wish: { stations: string[] | null; full: boolean; by: PersonSource }): { begun: number }
  /** The tokens that belong on the lists may be others now. */
  tokensChanged(): void
  /** Where it may: begins where a list is not as it should be. */
  keepUp(): void
}

/** Keeps the local lists of stations, where they have one, like the tokens here. */
export function createLocalLists(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  connections: Connections
  ownAccord: OwnAccord
  ask: Commands['ask']
  stored: StoredList[]
}): LocalLists {
  const { clock, log, store, set, connections, ownAccord } = parts
  const lists = new Map(parts.stored.map((list) => [list.station, list]))
  const states = new Map<string, { state: 'waiting' | 'running'; full: boolean; by: Sender }>()
  const wanted = wantedOf({ clock, set })

  const feed = createKeyedFeed<string, LocalListRow>({
    clock,
    all: () => [...set.entries()].map(({ station }) => rowOf(station.station)).filter((row) => row !== null),
    read: (station) => rowOf(station),
  })

  const listOf = (station: string): StoredList => lists.get(station) ?? emptyList(station)
  const canSync = (station: string) => connections.ready(station) !== null
  /** A reader that tells cards backwards compares them backwards (quirk A01). */
  function wantedAt(identity: string): readonly LocalListEntry[] {
    const station = set.find(identity)?.station
    if (!station || factOf(station, 'tagByteOrder') === 'as-sent') return wanted.entries()
    return wanted.entries().map((entry) => ({ ...entry, idToken: reversedBytes(normaliseIdToken(entry.idToken)) ?? entry.idToken }))
  }
  const isCurrent = ({ station, content, mostEntries }: StoredList) =>
    content !== null && difference(content, fitting(wantedAt(station), mostEntries)).length === 0

  function rowOf(identity: string): LocalListRow | null {
    const station = set.find(identity)?.station
    if (station?.admission !== 'registered') return null
    const list = listOf(station.station)
    const { version, content, mostEntries, lastSyncAt, result } = list
    return {
      station: station.station,
      wanted: wanted.entries().length,
      version,
      entries: content && Object.keys(content).length,
      nextVersion: isCurrent(list) ? null : Math.max(version ?? 0, 0) + 1,
      mostEntries,
      lastSyncAt,
      result,
      state: states.get(station.station)?.state ?? 'idle',
      canSync: canSync(station.station),
      remoteIdToken: set.tokens.remoteOf(station.station),
    }
  }

  function begin(stations: readonly string[], { full, by }: { full: boolean; by: Sender }): number {
    const fresh = stations.filter((station) => !states.has(station))
    for (const station of fresh) states.set(station, { state: 'waiting', full, by })
    feed.touch(fresh)
    work()
    return fresh.length
  }

  function work(): void {
    const running = [...states.values()].filter(({ state }) => state === 'running').length
    const next = [...states].filter(([, { state }]) => state === 'waiting').slice(0, Math.max(0, AT_ONCE - running))
    for (const [station, { full, by }] of next) {
      states.set(station, { state: 'running', full, by })
      feed.touch([station])
      void syncOne(station, { full, by }).finally(() => {
        states.delete(station)
        feed.touch([station])
        work()
      })
    }
  }

  /** A queue is one of the edges where a bug ends: the next station gets its list all the same. */
  async function syncOne(identity: string, { full, by }: { full: boolean; by: Sender }): Promise<void> {
    const connection = connections.live(identity)
    const station = set.find(identity)?.station
    if (!connection || !station) return
    const before = listOf(identity)
    const save = (list: StoredList) => {
      lists.set(identity, list)
      store.localLists.save(list)
      feed.touch([identity])
    }
    const finished = { lastSyncAt: clock.now() }
    try {
      const after = await updateList({ call: asker(parts.ask, connection, by), list: before, wanted: wantedAt(before.station), full })
      const refusedBy = after.result === 'not-supported' ? (station.firmware ?? '') : null
      save({ ...after, ...finished, refusedBy })
    } catch (error) {
      // Some of it may have arrived.
      if (error instanceof SwitchedOffError) return save({ ...before, content: null })
      log.error('a local list could not be brought up to date', { station: identity, error: String(error) })
      save({ ...before, ...finished, result: 'error' })
    }
  }

  return {
    feed,
    sync({ stations, full, by }) {
      const asked = stations?.flatMap((identity) => set.find(identity)?.station.station ?? [])
      const all = asked ?? [...set.entries()].map(({ station }) => station.station)
      const reachable = all.filter((station) => canSync(station))
      return { begun: begin(reachable, { full, by }) }
    },
    tokensChanged() {
      wanted.renew()
      feed.touch([...set.entries()].map(({ station }) => station.station))
    },
    keepUp() {
      const stale = [...set.entries()].flatMap(({ station }) => {
        const list = listOf(station.station)
        if (!canSync(station.station) || !ownAccord.may(station.station, 'local-list')) return []
        // A line that flaps has other worries (quirk C17).
        if (clock.now() - (connections.live(station.station)?.openedAt ?? 0) < STABLE_MS) return []
        if (list.refusedBy !== null && list.refusedBy === (station.firmware ?? '')) return []
        const isGood = list.result === null || list.result === 'done' || list.result === 'up-to-date' || list.result === 'too-many'
        if (!isGood && clock.now() - (list.lastSyncAt ?? 0) < RETRY_MS) return []
        return isCurrent(list) ? [] : [station.station]
      })
      if (stale.length > 0) begin(stale, { full: false, by: { ownAccord: 'local-list' } })
    },
  }
}

function emptyList(station: string): StoredList {
  return {
    station, version: null, content: null, mostEntries: null, perMessage: null, lastSyncAt: null, result: null, refusedBy: null,
  }
}

/** The same for all stations, and asked for with every row: made anew only when it changes. */
function wantedOf({ clock, set }: { clock: Clock; set: WorkingSet }) {
  let entries: LocalListEntry[] | null = null
  let until: number | null = null
  return {
    entries(): readonly LocalListEntry[] {
      if (entries === null || (until !== null && clock.now() >= until)) {
        const tokens = [...set.tokens.tokens.values()]
        entries = wantedEntries(tokens, clock.now())
        until = nextChange(tokens, clock.now())
      }
      return entries
    },
    renew() {
      entries = null
    },
  }
}
