import type { LinkEndCause } from '#contract/kpi-history'
import { connectionLostAt } from '../domain/connection-status'
import type { StationMessage } from '../domain/station-message'
import type { ConnectionEnd, StationConnection } from '../ocpp/station-host'
import { type Clock, StorageFullError } from './ports'
import type { LinkRow, ObservationRow, OutageRow, PresenceStore } from './presence-ports'
import type { StationEntry, WorkingSet } from './working-set'

/** How long the computer may stand still before it has slept. */
const ASLEEP_MS = 120_000
/** How often it is written down that Plugboard is running. */
const HEARTBEAT_MS = 60_000

/**
 * Writes down when Plugboard was running, when stations were connected, and when they were not heard of (KPI definitions
 * 2). Nothing is stored in the turn of a message: rows wait for the next tick, so that a thousand stations that come back
 * at once cost one write.
 */
export interface Presence {
  connected(connection: StationConnection): void
  gone(connection: StationConnection, end: ConnectionEnd): void
  told(station: string, message: StationMessage): void
  tick(): void
  /** Writes what waits. Returns whether there was room. */
  flush(): boolean
  /** Plugboard is running until now. */
  stop(): void
}

export function createPresence(parts: {
  clock: Clock
  set: WorkingSet
  store: PresenceStore
  /** Figures of this station change from then on. */
  changed: (station: string, from: number) => void
}): Presence {
  const { clock, set, store } = parts
  const loaded = store.load()
  let { nextLink, nextOutage } = loaded
  const links = new Map<string, LinkRow>()
  const outages = new Map(loaded.openOutages.filter(({ to }) => to === null).map((outage) => [outage.station, outage]))
  /** Over, and nothing was heard of its sockets yet. */
  const unknown = new Map(loaded.openOutages.filter(({ to }) => to !== null).map((outage) => [outage.station, outage]))
  const seenAt = new Map<string, number>()
  const waiting = { links: new Map<number, LinkRow>(), outages: new Map<number, OutageRow>() }
  let observation: ObservationRow = { id: (loaded.lastObservation?.id ?? 0) + 1, from: clock.now(), to: clock.now() }
  let isObservationNews = true
  for (const link of loaded.openLinks) {
    putLink({ ...link, closedAt: loaded.lastObservation?.to ?? link.openedAt, endedBy: 'unobserved' })
  }

  function putLink(link: LinkRow): void {
    waiting.links.set(link.id, link)
  }

  function putOutage(outage: OutageRow): void {
    waiting.outages.set(outage.id, outage)
    parts.changed(outage.station, outage.from)
  }

  /** Silence before Plugboard was running is nobody's outage. */
  const lostAt = (entry: StationEntry, lastSeenAt: number) =>
    connectionLostAt({ heartbeatIntervalS: entry.station.heartbeatIntervalS, lastSeenAt: Math.max(lastSeenAt, observation.from) })

  function isWatched({ station }: StationEntry): boolean {
    return station.admission === 'registered' && station.lifeCycle !== 'retired'
  }

  /** `heardAt`: the last sign of life that is known of now. */
  function look(entry: StationEntry, heardAt: number | null, now: number): void {
    const { station } = entry.station
    const open = outages.get(station)
    const before = seenAt.get(station) ?? (open ? open.from : heardAt)
    if (heardAt !== null) seenAt.set(station, heardAt)
    if (before === null) return
    if (open) {
      if (heardAt !== null && heardAt > open.from) end(open, heardAt)
      return
    }
    const isBack = heardAt !== null && heardAt > before
    const lost = lostAt(entry, before)
    if (lost === null || (isBack ? heardAt : now) < lost || !isWatched(entry)) return
    const outage: OutageRow = { id: nextOutage++, station, from: before, detectedAt: lost - 1, to: null, knownAt: null }
    outages.set(station, outage)
    putOutage(outage)
    if (isBack) end(outage, heardAt)
  }

  function end(outage: OutageRow, to: number): void {
    const over = { ...outage, to }
    outages.delete(outage.station)
    unknown.set(outage.station, over)
    putOutage(over)
  }

  function observe(now: number): void {
    if (now - observation.to > ASLEEP_MS) observation = { id: observation.id + 1, from: now, to: now }
    else if (now - observation.to < HEARTBEAT_MS) return
    else observation = { ...observation, to: now }
    isObservationNews = true
  }

  function flush(): boolean {
    const { links: openedOrClosed, outages: lostOrBack } = waiting
    if (!isObservationNews && openedOrClosed.size + lostOrBack.size === 0) return true
    try {
      store.save({ observation: isObservationNews ? observation : null, links: [...openedOrClosed.values()], outages: [...lostOrBack.values()] })
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error
      return false
    }
    isObservationNews = false
    openedOrClosed.clear()
    lostOrBack.clear()
    return true
  }

  return {
    connected(connection) {
      const entry = set.find(connection.station)
      if (!entry) return
      const { station } = entry.station
      const link: LinkRow = { id: nextLink++, station, openedAt: clock.now(), closedAt: null, endedBy: null, code: null }
      links.set(connection.id, link)
      putLink(link)
      look(entry, clock.now(), clock.now())
    },
    gone(connection, { by, code }) {
      const link = links.get(connection.id)
      if (!link) return
      links.delete(connection.id)
      putLink({ ...link, closedAt: clock.now(), endedBy: by satisfies LinkEndCause, code })
    },
    told(station, { kind }) {
      const outage = unknown.get(station)
      if (!outage || !tellsOfSockets.has(kind)) return
      unknown.delete(station)
      putOutage({ ...outage, knownAt: clock.now() })
    },
    tick() {
      const now = clock.now()
      observe(now)
      for (const entry of set.entries()) look(entry, entry.lastSeenAt, now)
      flush()
    },
    flush,
    stop() {
      observation = { ...observation, to: clock.now() }
      isObservationNews = true
      flush()
    },
  }
}

const tellsOfSockets: ReadonlySet<StationMessage['kind']> = new Set(['connector-status', 'transaction', 'meter-values'])
