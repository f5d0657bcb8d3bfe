import type { StationReports } from '#contract/reports'
import type { PersonSource } from '#contract/vocabulary'
import type { NeutralCall, StationMessage } from '../../domain/station-message'
import type { CentralSystem } from '../central-system'
import type { Commands } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import { createStationFeed } from '../feeds/station-feed'
import type { Clock, Log, Store } from '../ports'
import type { WorkingSet } from '../working-set'
import { createLists, listingOf } from './lists'

/** The link and the settle time come and go without a word here. */
const REFRESH_MS = 5_000
const EVENTS_SHOWN = 50

/** What a station tells of itself beyond settings: monitors, display, events, what it asked in vain. Throws FaultError. */
export interface Reports {
  watch(station: string, signal: AbortSignal | undefined): AsyncGenerator<StationReports, void>
  /** False: it refused, or did not answer. */
  read(station: string, topic: 'monitors' | 'messages', by: PersonSource): Promise<boolean>
  told(station: string, message: StationMessage): void
  outdated(station: string, topic: 'monitors' | 'messages'): void
  /** Events or asks of theirs were stored. */
  news(stations: readonly string[]): void
  stop(): void
}

const calls = { monitors: 'list-monitors', messages: 'list-display' } as const

export function createReports(parts: {
  clock: Clock
  log: Log
  store: Store['reports']
  set: WorkingSet
  connections: Connections
  commands: Pick<Commands, 'ask'>
  central: Pick<CentralSystem, 'noteLater'>
  /** Of a variable, by its name; null: not told. */
  unitsOf: (station: string) => ReadonlyMap<string, string>
}): Reports {
  const { clock, store, set, connections } = parts
  const feed = createStationFeed({ clock, read: view, refreshMs: REFRESH_MS })
  const lists = createLists({
    clock, log: parts.log, store,
    changed: feed.touch,
    exceeded: (station, detail) => parts.central.noteLater({ findings: [{ station, code: 'too-much', detail, at: clock.now(), count: 1 }] }),
  })
  // Like those of settings: a late part of an earlier run must not be taken for one of this.
  let nextRequest = Math.floor(clock.now() / 1000) % 1_000_000_000

  function nameOf(identity: string): string {
    const entry = set.find(identity)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: identity })
    return entry.station.station
  }

  const { ready } = connections

  function view(station: string): StationReports {
    const told = lists.of(station)
    const live = connections.live(station)
    const now = clock.now()
    const has = (kind: NeutralCall['kind'], known: object | null) => (live ? live.actionOf(kind) !== null : known !== null)
    const nameOfMonitor = new Map((told.monitors?.items ?? []).map(({ id, name }) => [id, name]))
    const events = store.news(station, 'event', EVENTS_SHOWN)
    const names = [...nameOfMonitor.values(), ...events.flatMap((row) => (row.kind === 'event' ? [row.name] : []))]
    const units = names.length > 0 ? parts.unitsOf(station) : new Map<string, string>()
    return {
      station,
      obstacle: ready(station) ? null : 'offline',
      monitors: has('list-monitors', told.monitors) ? { listing: listingOf(told.monitors, now) } : null,
      messages: has('list-display', told.messages) ? { listing: listingOf(told.messages, now) } : null,
      streams: told.streams.map((stream) => ({ ...stream, name: nameOfMonitor.get(stream.monitor) ?? null })),
      events,
      declined: store.news(station, 'declined', EVENTS_SHOWN),
      units: Object.fromEntries(names.flatMap((name) => (units.has(name) ? [[name, units.get(name) ?? '']] : []))),
    }
  }

  return {
    async *watch(identity, signal) {
      yield* feed.watch(nameOf(identity), signal)
    },
    async read(identity, topic, by) {
      const station = nameOf(identity)
      const connection = ready(station)
      if (!connection) throw new FaultError('STATION_OFFLINE', { station })
      const kind = calls[topic]
      if (connection.actionOf(kind) === null) throw new FaultError('NOT_SUPPORTED', { station, request: topic })
      const requestId = nextRequest++
      // Before it is asked: the first part may come with the answer.
      lists.expect(station, topic, requestId)
      const { reply } = await parts.commands.ask(connection, { kind, requestId }, by)
      if (reply && !reply.accepted) lists.unexpect(station, topic, requestId)
      if (reply?.isEmptyList) lists.empty(station, topic, requestId)
      return reply?.accepted ?? false
    },
    told(station, message) {
      const { kind } = message
      if (kind === 'monitor-report') lists.part(station, 'monitors', message)
      else if (kind === 'display-report') lists.part(station, 'messages', message)
      else if (kind === 'boot') lists.closeStreams(station)
      else if (kind === 'stream-opened' || kind === 'stream-closed' || kind === 'stream-values') lists.streamed(station, message)
    },
    outdated: lists.outdated,
    news: (stations) => stations.forEach(feed.touch),
    stop: lists.stop,
  }
}
