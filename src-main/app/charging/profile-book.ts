import type { ProfileRow, ProfileState, RateUnit } from '#contract/charging'
import type { Place } from '#contract/vocabulary'
import { type Composition, limitAt, limitSince, limitSourceAt } from '../../domain/charging/composition'
import type { StandingProfile } from '../../domain/charging/profile-limit'
import type { LimitInEffect } from '../../domain/charging/suspension'
import { isOpen, type Session } from '../../domain/session'
import type { ChargingStore, StationCharging } from '../charging-ports'
import type { WorkingSet } from '../working-set'
import type { Metering } from './measured'

/** A limit is traced back no further than this. */
const LOOK_BACK_MS = 24 * 3_600_000

const standingStates: ReadonlySet<ProfileState> = new Set(['checking', 'accepted', 'in-effect', 'not-effective'])
export const stands = (row: ProfileRow): boolean => standingStates.has(row.state)

/** What no station has told anything of yet. */
const unknownStation: StationCharging = {
  limits: null, reported: null, composites: [], purposes: ['station-max', 'tx-default', 'tx'], kinds: ['absolute', 'recurring', 'relative'], canList: false,
}

export type ProfileBook = ReturnType<typeof createProfileBook>

/** All profiles that are known here, and what they come to. */
export function createProfileBook(parts: {
  store: ChargingStore
  set: WorkingSet
  metering: Metering
  changed: (station: string) => void
}) {
  const { store, set, metering } = parts
  const rows = new Map<number, ProfileRow>()
  const byStation = new Map<string, Set<number>>()
  const facts = store.stations()

  function remember(row: ProfileRow): void {
    rows.set(row.profile, row)
    const known = byStation.get(row.station) ?? new Set()
    byStation.set(row.station, known.add(row.profile))
  }
  for (const row of store.profiles()) remember(unfinished(row))
  let lastId = Math.max(0, ...rows.keys())

  const rowsOf = (station: string): ProfileRow[] => [...(byStation.get(station) ?? [])].flatMap((id) => rows.get(id) ?? [])

  function sessionAt(station: string, evse: number): Session | null {
    const open = set.openSessions(station).filter(({ place }) => place?.evse === evse)
    return open.find(({ state }) => state === 'running') ?? open[0] ?? null
  }

  /** What stands at an EVSE: ours, and what the station reported of others. */
  function standing(station: string, evse: number): StandingProfile[] {
    const session = evse === 0 ? null : sessionAt(station, evse)
    const sessionStartedAt = session?.startedAt ?? null
    const ours = rowsOf(station)
      .filter((row) => stands(row) && (row.session === null || row.session === session?.session))
      .map((row) => ({ profile: row.profile, evse: row.evse, content: row.sent, since: row.answeredAt ?? row.askedAt, sessionStartedAt }))
    const others = (facts.get(station)?.reported?.profiles ?? [])
      .filter(({ id }) => !rows.has(id))
      .map(({ evse: at, profile: content }) => ({ profile: null, evse: at, content, since: 0, sessionStartedAt }))
    return [...ours, ...others].filter((one) => one.evse === 0 || one.evse === evse)
  }

  function composition(station: string, evse: number, unit: RateUnit): Composition {
    const supply = metering.supply(sessionAt(station, evse)?.session ?? null)
    return { profiles: standing(station, evse), evse, supply, unit, hasPriority: false }
  }

  return {
    rowsOf,
    sessionAt,
    standing,
    composition,
    get: (profile: number) => rows.get(profile) ?? null,
    nextId: () => ++lastId,
    keep(row: ProfileRow): ProfileRow {
      store.saveProfile(row)
      remember(row)
      parts.changed(row.station)
      return row
    },
    facts: (station: string): StationCharging => facts.get(station) ?? unknownStation,
    keepFacts(station: string, changes: Partial<StationCharging>) {
      const record = { ...(facts.get(station) ?? unknownStation), ...changes }
      store.saveStation(station, record)
      facts.set(station, record)
      parts.changed(station)
    },
    /** Sessions whose end takes their profiles with it. */
    sessionsChanged(changed: readonly Session[], now: number) {
      for (const session of changed) {
        if (isOpen(session)) continue
        metering.forget(session.session)
        const own = rowsOf(session.station).filter((row) => stands(row) && row.session === session.session)
        for (const row of own) this.keep({ ...row, state: 'over', endedAt: now })
      }
    },
    /** What a standing dynamic profile of ours allows now, in its own unit; null: there is no such profile. */
    renewedLimit(station: string, profile: number, at: number): number | null {
      const row = rows.get(profile)
      if (!row || row.station !== station || !stands(row) || row.sent.kind !== 'dynamic') return null
      const since = row.sent.startAt ?? row.answeredAt ?? row.askedAt
      return row.sent.periods.findLast(({ startS }) => since + startS * 1000 <= at)?.limit ?? row.sent.periods[0]?.limit ?? null
    },
    /** What limits a place at an instant; null: nothing that is known here. */
    limit(station: string, place: Place | null, at: number): LimitInEffect | null {
      // Most stations have none, and every message of a transaction asks.
      if (!place || (!byStation.has(station) && !facts.has(station))) return null
      const composed = composition(station, place.evse, 'A')
      const rate = limitAt(composed, at)
      if (!rate) return null
      const ours = composed.profiles.flatMap(({ profile }) => (profile === null ? [] : (rows.get(profile) ?? [])))
      return { amps: rate.limit, since: limitSince(composed, at, at - LOOK_BACK_MS), isSure: ours.every(({ state }) => state === 'in-effect'), source: limitSourceAt(composed, at) ?? 'session' }
    },
  }
}

/** What a stop of the console cut short. */
function unfinished(row: ProfileRow): ProfileRow {
  if (row.state === 'asking') return { ...row, state: 'unanswered', endedAt: row.askedAt }
  return row.state === 'checking' ? { ...row, state: 'accepted' } : row
}
