import type { EpochMs, Settings } from '#contract/read-models'
import type { SessionBook } from '../domain/decide/decision'
import { isOpen, type Session } from '../domain/session'
import type { Station } from '../domain/station'
import type { TokenFacts } from '../domain/token'
import { type Draft, draftedSession, draftedSessions } from './draft'
import type { SessionLookup, Snapshot } from './ports'
import { createOpenByToken } from './open-by-token'
import { type OrganisationBook, organisationBookOf } from './organisation-book'
import { type TokenBook, tokenBookOf } from './token-book'

/** A station in memory with what belongs to its socket rather than to its facts. */
export interface StationEntry {
  station: Station
  passwordHash: string | null
  lastSeenAt: EpochMs | null
  lastMessageAt: EpochMs | null
  protocol: string | null
  remoteAddress: string | null
  lastBootTriggerAt: EpochMs | null
}

/** Of a station that never connected. */
export const newEntry = (station: Station): StationEntry => ({
  station,
  passwordHash: null,
  lastSeenAt: null,
  lastMessageAt: null,
  protocol: null,
  remoteAddress: null,
  lastBootTriggerAt: null,
})

/** Ended sessions kept in memory per station: repetitions come soon after the end. */
const RECENT_SESSIONS = 8

/**
 * Everything that the running core decides upon, in memory; the database holds the same. Changes come in through
 * `adopt` only, after their commit.
 */
export interface WorkingSet {
  /** Case-insensitive (quirk C06). */
  find(identity: string): StationEntry | undefined
  entries(): IterableIterator<StationEntry>
  add(entry: StationEntry): void
  openSessions(station: string): readonly Session[]
  /** Open ones and the latest ended ones, newest first. */
  recentSessions(station: string): readonly Session[]
  allOpenSessions(): Session[]
  session(id: number): Session | null
  /** Open sessions of whatever station with this token (normalised), as they will be when the draft is adopted. */
  openWith(token: string, draft: Draft): readonly Session[]
  /** What counts for a token at a station, as it will be when the draft is adopted. */
  tokenFacts(station: string, token: string, draft: Draft): TokenFacts | null
  /** What waits for a person, ended sessions included. */
  desk: ReadonlyMap<number, Session>
  /** The sessions of a station as they will be when the draft is adopted. */
  book(station: string, draft: Draft): SessionBook
  adopt(draft: Draft): void
  settings: Settings
  organisation: OrganisationBook
  tokens: TokenBook
  nextSessionId: number
}

export function workingSetOf(snapshot: Snapshot, lookup: SessionLookup): WorkingSet {
  const stations = new Map(snapshot.stations.map((entry) => [entry.station.station.toLowerCase(), { ...entry }]))
  /** Open ones and the latest ended ones, newest first. */
  const sessions = new Map<string, Session[]>()
  const byId = new Map<number, Session>()
  const openByToken = createOpenByToken()

  const desk = new Map<number, Session>()

  const keep = (session: Session) => {
    if (session.issues.length > 0) desk.set(session.session, session)
    else desk.delete(session.session)
    const known = (sessions.get(session.station) ?? []).filter((other) => other.session !== session.session)
    const all = [session, ...known].sort(newestFirst)
    const ended = all.filter((other) => !isOpen(other)).slice(RECENT_SESSIONS)
    for (const old of ended) byId.delete(old.session)
    sessions.set(session.station, all.filter((other) => !ended.includes(other)))
    openByToken.replace(byId.get(session.session) ?? null, session)
    byId.set(session.session, session)
  }
  for (const session of snapshot.openSessions) keep(session)
  for (const session of snapshot.deskSessions) desk.set(session.session, session)

  const set: WorkingSet = {
    settings: snapshot.settings,
    organisation: organisationBookOf(snapshot.organisation),
    tokens: tokenBookOf(snapshot),
    nextSessionId: snapshot.nextSessionId,
    find: (identity) => stations.get(identity.toLowerCase()),
    entries: () => stations.values(),
    add: (entry) => void stations.set(entry.station.station.toLowerCase(), entry),
    openSessions: (station) => (sessions.get(station) ?? []).filter(isOpen),
    recentSessions: (station) => sessions.get(station) ?? [],
    allOpenSessions: () => [...byId.values()].filter(isOpen),
    session: (id) => byId.get(id) ?? desk.get(id) ?? null,
    desk,
    openWith(token, draft) {
      const ids = new Set([...openByToken.ids(token), ...(draft.sessionsByToken.get(token) ?? [])])
      return [...ids].flatMap((id) => {
        const known = byId.get(id)
        const drafted = known ? draft.sessions.get(known.station)?.get(id) : draftedSession(draft, id)
        const session = drafted ?? known
        return session && isOpen(session) ? [session] : []
      })
    },
    tokenFacts: (station, token, draft) => set.tokens.facts({ station, token, learned: draft.rows.learned, settings: set.settings }),
    book: (station, draft) => bookOf({ station, draft, known: sessions.get(station) ?? [], lookup }),
    adopt(draft) {
      for (const station of draft.stations.values()) {
        const entry = stations.get(station.station.toLowerCase())
        if (entry) entry.station = station
      }
      for (const session of draftedSessions(draft)) keep(session)
      set.tokens.adopt(draft.rows)
      set.nextSessionId = draft.nextSessionId
    },
  }
  return set
}

const newestFirst = (a: Session, b: Session) => b.startedAt - a.startedAt || b.session - a.session

function bookOf(from: { station: string; draft: Draft; known: Session[]; lookup: SessionLookup }): SessionBook {
  const { station, draft, lookup } = from
  const drafted = draft.sessions.get(station)
  const inMemory =
    drafted === undefined
      ? from.known
      : [...drafted.values(), ...from.known.filter((known) => !drafted.has(known.session))].sort(newestFirst)
  /** What the draft changed counts, not what the database still says. */
  const current = (stored: Session) => inMemory.find((session) => session.session === stored.session) ?? stored

  return {
    nextId: draft.nextSessionId,
    open: () => inMemory.filter(isOpen),
    recent: () => inMemory,
    byTransaction(id) {
      const known = inMemory.find((session) => session.transactionId === id || session.alias === id)
      if (known) return known
      const stored = lookup.byTransaction(station, id)
      return stored && current(stored)
    },
    get: (id) => inMemory.find((session) => session.session === id) ?? lookup.get(id),
    byStart(start) {
      const known = inMemory.filter(
        (session) => session.startText === start.startText && session.meterStartWh === start.meterStartWh,
      )
      return known.length > 0 ? known : lookup.byStart(station, start).map(current)
    },
    byEnd(end) {
      const known = inMemory.find((session) => session.endText === end.endText && session.meterStopWh === end.meterStopWh)
      return known ?? lookup.byEnd(station, end)
    },
    isForeign: (transactionId) => lookup.isKnownElsewhere(station, transactionId),
  }
}
