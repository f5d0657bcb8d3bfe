import type { Person } from '#contract/people'
import type { EpochMs, Settings } from '#contract/read-models'
import { normaliseIdToken } from '../domain/id-token'
import type { Owner } from '../domain/surroundings'
import type { TokenFacts } from '../domain/token'
import type { Commit, Placeholder, Snapshot, StoredToken } from './ports'

/** Who is waited for, where, and until when. */
export interface Wait {
  person: number
  station: string | null
  until: EpochMs
}

/**
 * People, their tokens, and every token that was ever shown, in memory. The database holds the same; changes come in
 * after they are stored.
 */
export interface TokenBook {
  readonly tokens: ReadonlyMap<string, StoredToken>
  readonly people: ReadonlyMap<number, Person>
  put(token: StoredToken): void
  drop(token: string): void
  putPerson(person: Person): void
  /** The tokens of the person stay, blocked and nobody's. */
  dropPerson(person: number): void
  placeholdersOf(token: string): Placeholder[]
  placeholdersFor(person: number): Placeholder[]
  setPlaceholder(at: Omit<Placeholder, 'person'>, person: number | null): void
  /** The token of remote starts at the station; null: the one of the settings (quirk A02). */
  remoteOf(station: string): string | null
  setRemote(station: string, token: string | null): void
  /** A remote start with the token goes to the station: who shows it there for a while is nobody with a card. */
  noteRemoteStart(start: { station: string; token: string; at: EpochMs }): void
  isRemoteStart(start: { station: string; token: string; at: EpochMs }): boolean
  facts(of: { station: string; token: string; learned: Commit['learned']; settings: Settings }): TokenFacts | null
  wait(wait: Wait | null): void
  /** Whose an unknown token becomes when it is shown there and then. */
  learningAt(station: string, at: EpochMs): { person: Owner } | null
  readonly learner: number | null
  adopt(rows: Pick<Commit, 'tokens' | 'learned'>): void
}

/** Longer than any station waits for the plug. */
const REMOTE_START_MS = 15 * 60_000

const keyOf = ({ station, token }: Omit<Placeholder, 'person'>) => `${station.toLowerCase()}\n${token}`
const shared = { status: 'accepted', validFrom: null, validUntil: null, group: null, isShared: true } as const

export function tokenBookOf(snapshot: Pick<Snapshot, 'tokens' | 'people' | 'placeholders' | 'remoteTokens'>): TokenBook {
  const tokens = new Map(snapshot.tokens.map((token) => [token.token, token]))
  const people = new Map(snapshot.people.map((person) => [person.person, person]))
  const placeholders = new Map(snapshot.placeholders.map((placeholder) => [keyOf(placeholder), placeholder]))
  const remotes = new Map(snapshot.remoteTokens.map(({ station, token }) => [station.toLowerCase(), token]))
  const remoteStarts = new Map<string, EpochMs>()
  let waiting: Wait | null = null

  const ownerOf = (id: number | null): Owner | null => {
    const person = id === null ? undefined : people.get(id)
    return person ? { id: person.person, name: person.name } : null
  }
  const remoteOf = (station: string) => remotes.get(station.toLowerCase()) ?? null

  return {
    tokens,
    people,
    put: (token) => void tokens.set(token.token, token),
    drop(token) {
      tokens.delete(token)
      for (const [key, placeholder] of placeholders) if (placeholder.token === token) placeholders.delete(key)
    },
    putPerson: (person) => void people.set(person.person, person),
    dropPerson(person) {
      people.delete(person)
      for (const [key, placeholder] of placeholders) if (placeholder.person === person) placeholders.delete(key)
      for (const token of tokens.values()) {
        if (token.person === person) tokens.set(token.token, { ...token, person: null, status: 'blocked' })
      }
    },
    placeholdersOf: (token) => [...placeholders.values()].filter((placeholder) => placeholder.token === token),
    placeholdersFor: (person) => [...placeholders.values()].filter((placeholder) => placeholder.person === person),
    setPlaceholder(at, person) {
      if (person === null) placeholders.delete(keyOf(at))
      else placeholders.set(keyOf(at), { ...at, person })
    },
    remoteOf,
    setRemote(station, token) {
      if (token === null) remotes.delete(station.toLowerCase())
      else remotes.set(station.toLowerCase(), token)
    },
    noteRemoteStart({ at, ...start }) {
      for (const [key, startedAt] of remoteStarts) if (at - startedAt >= REMOTE_START_MS) remoteStarts.delete(key)
      remoteStarts.set(keyOf(start), at)
    },
    isRemoteStart({ at, ...start }) {
      const startedAt = remoteStarts.get(keyOf(start))
      return startedAt !== undefined && at - startedAt < REMOTE_START_MS
    },
    facts({ station, token, learned, settings }) {
      const placeholder = placeholders.get(keyOf({ station, token }))
      if (placeholder) return { ...shared, person: ownerOf(placeholder.person) }
      const stored = tokens.get(token)
      const learner = learned.find((entry) => entry.token === token)
      if (learner) return { ...shared, isShared: false, person: ownerOf(learner.person) }
      if (stored?.status) {
        const { status, validFrom, validUntil, group, person } = stored
        return { status, validFrom, validUntil, group, person: ownerOf(person), isShared: false }
      }
      // What Plugboard itself starts with must not be refused when the station asks about it.
      const isRemote = token === normaliseIdToken(remoteOf(station) ?? settings.remoteIdToken)
      return isRemote ? { ...shared, person: null } : null
    },
    wait(wait) {
      waiting = wait
    },
    learningAt(station, at) {
      if (!waiting || at >= waiting.until) return null
      if (waiting.station !== null && waiting.station.toLowerCase() !== station.toLowerCase()) return null
      const person = ownerOf(waiting.person)
      return person === null ? null : { person }
    },
    get learner() {
      return waiting?.person ?? null
    },
    adopt(rows) {
      for (const seen of rows.tokens) tokens.set(seen.normalised, seenAgain(tokens.get(seen.normalised), seen))
      for (const { token, person } of rows.learned) {
        const stored = tokens.get(token)
        if (stored) tokens.set(token, { ...stored, status: 'accepted', person })
      }
    },
  }
}

/** The same as the store's statement makes of it. */
function seenAgain(known: StoredToken | undefined, seen: Commit['tokens'][number]): StoredToken {
  const { normalised, raw, type, isRefused, at, station } = seen
  const before = known ?? newToken(normalised, at)
  return {
    ...before,
    raw,
    type: type ?? before.type,
    seen: before.seen + 1,
    refused: before.refused + (isRefused ? 1 : 0),
    lastSeenAt: at,
    lastStation: station,
  }
}

/** A token of which nothing is known but that there is one. */
export function newToken(token: string, at: EpochMs): StoredToken {
  return {
    token,
    raw: token,
    type: null,
    status: null,
    validFrom: null,
    validUntil: null,
    group: null,
    person: null,
    note: '',
    seen: 0,
    refused: 0,
    firstSeenAt: at,
    lastSeenAt: null,
    lastStation: null,
  }
}
