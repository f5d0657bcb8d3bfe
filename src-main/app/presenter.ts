import type { DeskRow } from '#contract/desk'
import type { HandshakeRow } from '#contract/handshakes'
import type { CommandRecord } from '#contract/commands'
import type { Notice, Overview } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'
import type { StationDetail, StationRow } from '#contract/stations'
import type { TraceLine } from '#contract/trace'
import type { StationRecipe } from '#contract/transfers'
import type { LimitInEffect } from '../domain/charging/suspension'
import { compatibilityRows, factOf } from '../domain/compatibility'
import type { VendorCodes } from '../domain/fault-causes'
import { isOpen, type Session } from '../domain/session'
import { type SessionUse, viewOfSession } from '../domain/session-view'
import type { Connections } from './connections'
import type { LinkWatch } from './link-watch'
import { createKeyedFeed, type KeyedFeed } from './feeds/keyed-feed'
import { createLogFeed, type LogFeed } from './feeds/log-feed'
import { createValueFeed, type ValueFeed } from './feeds/value-feed'
import type { OwnAccord } from './own-accord'
import type { Clock, Commit, Store } from './ports'
import type { Publisher } from './publisher'
import { createDeskView } from './views/desk-view'
import { createHandshakeView } from './views/handshake-view'
import { overviewOf } from './views/overview-view'
import { recordedElsewhereOf } from './views/recorded-elsewhere'
import { capabilitiesOf, refusedActionsOf, viewOfStation } from './views/station-view'
import type { WorkingSet } from './working-set'

const OVERVIEW_INTERVAL_MS = 250
const EXPIRY_WARNING_MS = 30 * 86_400_000

/** What a turn changed, for feeds that follow one thing. */
export interface Change {
  stations: readonly string[]
  sessions: readonly number[]
  samples: Commit['samples']
}

/** Read models and the feeds that carry them. */
export interface Presenter extends Omit<Publisher, 'settled' | 'tokens' | 'told' | 'gone' | 'seen' | 'courses' | 'security' | 'connected' | 'policies' | 'cost' | 'priceOf' | 'news'> {
  /** Who knows how many lines of the security inbox nobody has seen. */
  countInbox(count: () => number): void
  inboxChanged(): void
  stationRow(station: string): StationRow | null
  stationDetail(station: string): StationDetail | null
  sessionRow(session: Session): SessionRow
  stationFeed: KeyedFeed<string, StationRow>
  liveFeed: KeyedFeed<number, SessionRow>
  handshakeFeed: KeyedFeed<number, HandshakeRow>
  deskFeed: KeyedFeed<number, DeskRow>
  overviewFeed: ValueFeed<Overview>
  traceFeed: LogFeed<TraceLine>
  commandFeed: LogFeed<CommandRecord>
  commands(record: CommandRecord): void
  /** Warns 30 days before the certificate of the TLS listener expires (quirk C13). Null: no TLS listener. */
  certificate(expiresAt: number | null): void
  /** Calls back until the signal aborts. */
  listen(listener: (change: Change) => void, signal: AbortSignal | undefined): void
  /** Things that change by time alone: online states, stale power, ages. */
  tick(): void
}

export function createPresenter(parts: {
  clock: Clock
  store: Store
  set: WorkingSet
  connections: Connections
  links: LinkWatch
  vendorCodes: () => VendorCodes
  ownAccord: OwnAccord
  /** How it takes files. */
  recipeOf: (station: string) => StationRecipe
  /** How the time of a session was used. */
  use: (session: Session) => SessionUse | null
  /** What limits it now; null: nothing that is known here. */
  limit: (session: Session) => LimitInEffect | null
  /** What it costs, so far or in the end. */
  price: (session: Session) => SessionRow['price']
  /** Who else shows stations. */
  stationsChanged: (stations: readonly string[]) => void
  tariffName: (session: Session) => string | null
}): Presenter {
  const { clock, store, set, connections } = parts
  let inboxItems = () => 0
  const notices = new Map<Notice['code'], Notice>()

  const stationRow = (identity: string): StationRow | null => {
    const entry = set.find(identity)
    if (!entry) return null
    const { station } = entry.station
    return viewOfStation(entry, {
      link: connections.link(station),
      sessions: set.openSessions(station),
      surroundings: set.organisation.surroundingsOf(entry.station),
      now: clock.now(),
      codes: parts.vendorCodes(),
      isFlapping: parts.links.isFlapping(station),
    })
  }
  const visible = (row: StationRow | null) => (row && row.admission !== 'refused' ? row : null)
  const allRows = () => [...set.entries()].map(({ station }) => stationRow(station.station)).filter((row) => row !== null)

  const sessionRow = (session: Session): SessionRow => {
    const station = set.find(session.station)?.station
    const link = connections.link(session.station)
    const of = {
      stationName: station?.name ?? session.station,
      // After a restart nothing has connected yet; the last sign of life is when it was there last.
      limit: parts.limit(session),
      minCurrentA: station ? factOf(station, 'minCurrent') : 0,
      linkDownSince: link.connection ? null : (link.since ?? set.find(session.station)?.lastSeenAt ?? session.startedAt),
      use: parts.use(session),
      price: parts.price(session),
      tariffName: parts.tariffName(session),
    }
    return viewOfSession(session, of, clock.now())
  }
  const isShown = (session: Session) => isOpen(session) && set.find(session.station)?.station.admission === 'registered'

  const stationFeed = createKeyedFeed<string, StationRow>({
    clock,
    all: () => allRows().filter((row) => row.admission !== 'refused'),
    read: (key) => visible(stationRow(key)),
  })
  const liveFeed = createKeyedFeed<number, SessionRow>({
    clock,
    all: () => set.allOpenSessions().filter(isShown).map(sessionRow),
    read: (key) => {
      const session = set.session(key)
      return session && isShown(session) ? sessionRow(session) : null
    },
  })
  const desk = createDeskView({ clock, set, sessionRow })
  const handshakes = createHandshakeView(clock, store.handshakes())
  const overviewFeed = createValueFeed<Overview>({
    clock,
    read: () => overviewOf(allRows(), { notices: [...notices.values()], deskItems: desk.count(), securityItems: inboxItems(), now: clock.now() }),
    intervalMs: OVERVIEW_INTERVAL_MS,
  })
  const traceFeed = createLogFeed<TraceLine>(clock)
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => listeners.forEach((listener) => listener(change))
  const commandFeed = createLogFeed<CommandRecord>(clock)
  const ticker = tickerOf({ set, clock, stationRow, sessionRow })

  const stations = (changed: readonly string[]) => {
    if (changed.length === 0) return
    stationFeed.touch(new Set(changed))
    overviewFeed.touch()
    parts.stationsChanged(changed)
    tell({ stations: changed, sessions: [], samples: [] })
  }

  const sessions = (changed: readonly Session[]) => {
    if (changed.length === 0) return
    const ids = changed.map((session) => session.session)
    liveFeed.touch(ids)
    desk.feed.touch(ids)
    tell({ stations: [], sessions: ids, samples: [] })
  }

  return {
    stationRow,
    sessionRow,
    stationDetail(identity) {
      const entry = set.find(identity)
      const row = stationRow(identity)
      if (!entry || !row) return null
      const { station } = entry
      const link = connections.link(station.station)
      return {
        row,
        remoteAddress: link.connection?.remoteAddress ?? entry.remoteAddress,
        heartbeatIntervalS: station.heartbeatIntervalS,
        lastBootAt: station.bootAt,
        lastBootReason: station.bootReason,
        clockSkewMs: station.clockSkewMs,
        hasPassword: entry.passwordHash !== null,
        capabilities: capabilitiesOf(entry, link, connections.isSettled(station.station)),
        refusedActions: refusedActionsOf(station),
        compatibility: compatibilityRows(station),
        recordedElsewhere: recordedElsewhereOf(station, { recipe: parts.recipeOf(station.station), remoteToken: set.tokens.remoteOf(station.station), commonRemoteToken: set.settings.remoteIdToken }),
        ownAccord: parts.ownAccord.view(station),
        findings: store.findings(station.station),
        securityEvents: store.securityEvents(station.station),
      }
    },
    countInbox(count) {
      inboxItems = count
    },
    inboxChanged: () => overviewFeed.touch(),
    stationFeed,
    liveFeed,
    handshakeFeed: handshakes.feed,
    deskFeed: desk.feed,
    overviewFeed,
    traceFeed,
    commandFeed,
    stations,
    links(changed) {
      stations(changed)
      sessions(changed.flatMap((station) => set.openSessions(station)))
    },
    sessions,
    samples: (added) => tell({ stations: [], sessions: [], samples: added }),
    listen(listener, signal) {
      listeners.add(listener)
      signal?.addEventListener('abort', () => listeners.delete(listener), { once: true })
    },
    frames(stored) {
      if (traceFeed.isWatched) traceFeed.push(stored.map((frame) => ({ ...frame, truncated: false, bookmark: null })))
    },
    handshakes: handshakes.changed,
    storage(state) {
      for (const code of ['storage-full', 'storage-busy'] as const) {
        if (code !== `storage-${state}`) notices.delete(code)
        else if (!notices.has(code)) notices.set(code, { code, since: clock.now(), until: null })
      }
      overviewFeed.touch()
    },
    certificate(expiresAt) {
      const isExpiring = expiresAt !== null && expiresAt - clock.now() < EXPIRY_WARNING_MS
      if (isExpiring === notices.has('tls-certificate-expiring')) return
      const since = clock.now()
      if (isExpiring) notices.set('tls-certificate-expiring', { code: 'tls-certificate-expiring', since, until: expiresAt })
      else notices.delete('tls-certificate-expiring')
      overviewFeed.touch()
    },
    commands: (record) => commandFeed.push([record]),
    tick() {
      const isWatched = stationFeed.isWatched || liveFeed.isWatched || overviewFeed.isWatched || listeners.size > 0
      if (!isWatched) return
      const changed = ticker()
      stations(changed.stations)
      if (changed.sessions.length > 0) liveFeed.touch(changed.sessions)
    },
  }
}

/** Finds the rows that look different although nothing arrived. */
function tickerOf(parts: {
  set: WorkingSet
  clock: Clock
  stationRow: (station: string) => StationRow | null
  sessionRow: (session: Session) => SessionRow
}) {
  const shownStations = new Map<string, string>()
  const shownSessions = new Map<number, string>()
  return () => {
    const stations = [...parts.set.entries()].flatMap(({ station }) => {
      const row = parts.stationRow(station.station)
      const look = `${row?.connection} ${row?.lastSeenAt} ${row?.power?.watts} ${row?.bootLoop?.boots} ${row?.isFlapping}`
      if (shownStations.get(station.station) === look) return []
      shownStations.set(station.station, look)
      return [station.station]
    })
    const open = parts.set.allOpenSessions()
    const sessions = open.flatMap((session) => {
      const { power, inactivityMs, price } = parts.sessionRow(session)
      const look = `${power?.watts} ${inactivityMs === null ? '' : Math.floor(inactivityMs / 60_000)} ${price?.amount}`
      if (shownSessions.get(session.session) === look) return []
      shownSessions.set(session.session, look)
      return [session.session]
    })
    if (shownSessions.size > open.length * 2 + 1000) shownSessions.clear()
    return { stations, sessions }
  }
}
