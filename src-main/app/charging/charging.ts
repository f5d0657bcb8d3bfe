import type { ChargingChart, ChargingProfile, ChargingView, CopyResult, ProfileRow, ProfileTarget, RateUnit } from '#contract/charging'
import type { PersonSource } from '#contract/vocabulary'
import { adjusted } from '../../domain/charging/adjust'
import { limitAt, schedule, scheduleOf } from '../../domain/charging/composition'
import { profileIssues } from '../../domain/charging/profile-issues'
import { converted } from '../../domain/charging/rate'
import type { Session } from '../../domain/session'
import type { StationMessage } from '../../domain/station-message'
import type { CentralSystem } from '../central-system'
import type { Commands } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import { createStationFeed } from '../feeds/station-feed'
import type { OwnAccord } from '../own-accord'
import type { Clock, Commit, Log, Store } from '../ports'
import type { StationEntry, WorkingSet } from '../working-set'
import { createAsking } from './asking'
import { createEffectWatch } from './effect'
import { createMeasured } from './measured'
import { createOrders } from './orders'
import { createProfileBook, stands } from './profile-book'

const REFRESH_MS = 10_000
const DAY_MS = 86_400_000

export type Charging = ReturnType<typeof createCharging>

/** Charging profiles: what was asked of stations, what they make of it, and what really flows. */
export function createCharging(parts: {
  clock: Clock
  log: Log
  store: Store['charging']
  set: WorkingSet
  connections: Connections
  commands: Commands
  ownAccord: OwnAccord
  central: Pick<CentralSystem, 'amend' | 'note'>
  sessionsChanged: (station: string) => void
}) {
  const { clock, set, connections, commands } = parts
  // Limits change with time alone.
  const feed = createStationFeed({ clock, read: (station) => view(orders.entryOf(station)), refreshMs: REFRESH_MS })
  const metering = createMeasured()
  const book = createProfileBook({ store: parts.store, set, metering, changed })
  const asking = createAsking({ clock, book, connections, commands })
  const effect = createEffectWatch({ ...parts, book, metering, readComposite: (station, evse) => asking.composite(station, evse, { ownAccord: 'limit-check' }) })
  const orders = createOrders({ ...parts, book, metering, asking, accepted: effect.begin })

  function changed(station: string): void {
    feed.touch(station)
    parts.sessionsChanged(station)
  }

  const evsesOf = ({ station }: StationEntry) => [0, ...new Set(station.connectors.map(({ evse }) => evse))]

  function view(entry: StationEntry): ChargingView {
    const { station } = entry.station
    const facts = book.facts(station)
    const link = connections.live(station)
    const rows = book.rowsOf(station)
    return {
      station,
      rows: [...rows.filter(({ endedAt }) => endedAt === null), ...rows.filter(({ endedAt }) => endedAt !== null).reverse()],
      reported: facts.reported,
      limits: facts.limits,
      composites: facts.composites,
      places: evsesOf(entry).map((evse) => {
        const unit: RateUnit = evse === 0 ? 'W' : 'A'
        const rate = limitAt(book.composition(station, evse, unit), clock.now())
        return { evse, session: evse === 0 ? null : (book.sessionAt(station, evse)?.session ?? null), limitNow: rate && { limit: rate.limit, unit } }
      }),
      purposes: [...(link?.smartCharging.purposes ?? facts.purposes)],
      kinds: [...(link?.smartCharging.kinds ?? facts.kinds)],
      canList: link ? link.actionOf('list-profiles') !== null : facts.canList,
      canSend: connections.ready(station) !== null,
      rules: orders.rulesFor(entry, 0),
    }
  }

  async function* watch(identity: string, signal: AbortSignal | undefined): AsyncGenerator<ChargingView, void> {
    yield* feed.watch(orders.entryOf(identity).station.station, signal)
  }

  function rowOf(station: string, profile: number): ProfileRow {
    const row = book.get(profile)
    if (row?.station.toLowerCase() !== station.toLowerCase()) throw new FaultError('PROFILE_NOT_FOUND', { profile })
    return row
  }

  async function stopped(station: string, target: ProfileTarget, by: PersonSource): Promise<boolean> {
    const at = target.session ?? book.sessionAt(station, target.evse)?.session ?? null
    const all = set.openSessions(station).filter(({ state, session }) => state === 'running' && (target.evse === 0 || session === at))
    for (const { session } of all) await commands.send(station, { kind: 'stop', session }, by)
    return all.length > 0
  }

  return {
    watch,
    told(station: string, message: StationMessage) {
      if (message.kind === 'profile-report') asking.told(station, message)
    },
    samples(added: Commit['samples']) {
      metering.take(added, clock.now())
      const stations = new Set(added.flatMap(({ session }) => set.session(session)?.station ?? []))
      for (const station of stations) effect.measured(station)
    },
    sessions(sessions: readonly Session[]) {
      book.sessionsChanged(sessions, clock.now())
      for (const station of new Set(sessions.map((session) => session.station))) feed.touch(station)
    },
    limit: book.limit,
    renewedLimit: book.renewedLimit,
    async read(identity: string, by: PersonSource) {
      const entry = orders.entryOf(identity)
      asking.connectionTo(entry.station.station)
      await asking.read(entry.station.station, evsesOf(entry), by)
    },
    set: (station: string, order: { target: ProfileTarget; profile: ChargingProfile }, by: PersonSource) =>
      orders.place(station, { ...order, isQuick: false, by }),
    async clear(identity: string, profile: number | null, by: PersonSource) {
      const { station } = orders.entryOf(identity).station
      const connection = asking.connectionTo(station)
      if (profile === null) return orders.clearAll(station, connection, by)
      return orders.clear([rowOf(station, profile)], connection, by)
    },
    /** Quick limits stand above what the editor has set for the same place. */
    async limitPower(identity: string, order: { target: ProfileTarget; limit: number; unit: RateUnit; whenZero: 'minimum' | 'stop' }, by: PersonSource) {
      const entry = orders.entryOf(identity)
      const { station } = entry.station
      const { target, limit, unit } = order
      const rules = orders.rulesFor(entry, target.evse)
      const isZero = converted({ limit, unit, phases: null }, 'A', rules).limit < rules.minCurrentA
      if (isZero && !rules.isZeroAllowed && order.whenZero === 'stop' && (await stopped(station, target, by))) {
        return { profile: null, isStopped: true }
      }
      const profile = quickProfile(target, { limit, unit }, clock.now())
      const others = book.rowsOf(station).filter((row) => stands(row) && !row.isQuick && row.evse === target.evse && row.sent.purpose === profile.purpose)
      const stackLevel = Math.max(0, ...others.map(({ sent }) => sent.stackLevel + 1))
      return { profile: await orders.place(station, { target, profile: { ...profile, stackLevel }, isQuick: true, by }), isStopped: false }
    },
    async removeLimit(identity: string, target: ProfileTarget, by: PersonSource) {
      const { station } = orders.entryOf(identity).station
      const connection = asking.connectionTo(station)
      const rows = book.rowsOf(station).filter((row) => stands(row) && row.isQuick && row.evse === target.evse && row.session === target.session)
      return orders.clear(rows, connection, by)
    },
    chart(identity: string, ask: {
      evse: number; from: number; until: number; unit: RateUnit
      draft: { target: ProfileTarget; profile: ChargingProfile; replaces: number | null } | null
    }): ChargingChart {
      const entry = orders.entryOf(identity)
      const { station } = entry.station
      const { evse, unit, draft } = ask
      const window = { from: ask.from, until: Math.min(ask.until, ask.from + 31 * DAY_MS) }
      const facts = book.facts(station)
      const rules = orders.rulesFor(entry, evse)
      const sent = draft && adjusted(draft.profile, rules)
      const composed = book.composition(station, evse, unit)
      const drafted = sent && {
        profile: null, evse: draft.target.evse, content: sent.content, since: window.from,
        sessionStartedAt: book.sessionAt(station, evse)?.startedAt ?? null,
      }
      const standing = composed.profiles.filter(({ profile }) => profile === null || profile !== draft?.replaces)
      const profiles = drafted ? [...standing, drafted] : standing
      const composite = facts.composites.find((known) => known.evse === evse && known.refused === null)
      return {
        ...window,
        unit,
        asked: profiles.map((one) => ({ profile: one.profile, segments: scheduleOf(one, window, { unit, supply: composed.supply }) })),
        expected: schedule({ ...composed, profiles }, window),
        composite: composite
          ? composite.segments.map((segment) => ({
              ...segment,
              limit: segment.limit === null ? null : converted({ limit: segment.limit, unit: composite.unit, phases: segment.phases }, unit, composed.supply).limit,
            }))
          : null,
        draft: sent && {
          sent: sent.content,
          adjustments: sent.adjustments,
          issues: profileIssues(draft.profile, { target: draft.target, rules, purposes: view(entry).purposes, kinds: view(entry).kinds }),
        },
      }
    },
    async copy(identity: string, { profile, stations }: { profile: number; stations: readonly string[] }, by: PersonSource): Promise<CopyResult[]> {
      const { asked, evse, isQuick } = rowOf(identity, profile)
      return Promise.all(
        stations.map(async (station) => {
          try {
            const row = await orders.place(station, { target: { evse, session: null }, profile: asked, isQuick, by })
            return { station, profile: row.profile, state: row.state }
          } catch (error) {
            if (!(error instanceof FaultError)) throw error
            return { station, profile: null, state: error.code === 'STATION_OFFLINE' ? 'offline' : 'invalid' }
          }
        }),
      )
    },
  }
}

/** For a station its maximum, for an EVSE the default of its sessions, for a session its own. */
function quickProfile({ evse, session }: ProfileTarget, { limit, unit }: { limit: number; unit: RateUnit }, now: number): ChargingProfile {
  const purpose = evse === 0 ? 'station-max' : session === null ? 'tx-default' : 'tx'
  return {
    purpose,
    stackLevel: 0,
    kind: purpose === 'tx' ? 'relative' : 'absolute',
    recurrency: null,
    validFrom: null,
    validTo: null,
    // A day back: a station whose clock is behind would wait for the beginning.
    startAt: purpose === 'tx' ? null : Math.floor((now - DAY_MS) / 1000) * 1000,
    durationS: null,
    unit,
    minRate: null,
    periods: [{ startS: 0, limit, phases: null }],
  }
}
