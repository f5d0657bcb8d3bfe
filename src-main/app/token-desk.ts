import type { PersonChoice } from '#contract/api/inputs'
import type { TokenInput } from '#contract/api/people'
import type { PersonInput } from '#contract/organisation'
import type { IdTokenRow, Learning, Person } from '#contract/people'
import type { TokenStatus } from '#contract/vocabulary'
import { normaliseIdToken } from '../domain/id-token'
import { FaultError } from './fault-error'
import { createKeyedFeed, type KeyedFeed } from './feeds/keyed-feed'
import type { Clock, Commit, Store, StoredToken } from './ports'
import { newToken } from './token-book'
import { createLearning, type LearningDesk } from './token-learning'
import { createTokenView } from './views/token-view'
import type { WorkingSet } from './working-set'

/** What a person does with people and their id tokens. @throws FaultError */
export interface TokenDesk {
  tokenFeed: KeyedFeed<string, IdTokenRow>
  peopleFeed: KeyedFeed<number, Person>
  rows(): IdTokenRow[]
  savePerson(person: PersonInput): Person
  removePerson(person: number): void
  /** A file brought them, and they are stored. */
  adopted(rows: { people: Person[]; tokens: StoredToken[] }): void
  add(token: TokenInput & { evenIfSimilar: boolean }): IdTokenRow
  edit(token: TokenInput): IdTokenRow
  setStatus(token: string, status: TokenStatus): void
  assign(token: string, to: PersonChoice): IdTokenRow
  remove(token: string): void
  setPlaceholder(at: { token: string; station: string }, to: PersonChoice | null): IdTokenRow
  learn(wish: { to: PersonChoice; station: string | null; seconds: number }): Learning
  cancelLearning(): void
  learningFeed: LearningDesk['feed']
  setRemote(station: string, token: string | null): void
  /** After a commit: tokens were shown, and maybe learned. */
  noticed(changed: Pick<Commit, 'tokens' | 'learned'>): void
}

export function createTokenDesk(parts: {
  clock: Clock
  store: Store
  set: WorkingSet
  /** What a station may charge with has changed. */
  changed: () => void
}): TokenDesk {
  const { clock, store, set } = parts
  const book = set.tokens
  const view = createTokenView(set)
  const tokenFeed = createKeyedFeed<string, IdTokenRow>({ clock, all: view.rows, read: view.row })
  const peopleFeed = createKeyedFeed<number, Person>({
    clock,
    all: () => [...book.people.values()],
    read: (person) => book.people.get(person) ?? null,
  })
  const learning = createLearning({ clock, book })

  /** What is decided on one token shows at others as well: which cards look alike. */
  function decided(tokens: Iterable<string>): void {
    view.renew()
    const undecided = [...book.tokens.values()].filter(({ status }) => status === null).map(({ token }) => token)
    tokenFeed.touch([...tokens, ...undecided])
    parts.changed()
  }

  function known(token: string): StoredToken {
    const stored = book.tokens.get(normaliseIdToken(token))
    if (!stored) throw new FaultError('TOKEN_NOT_FOUND', { token })
    return stored
  }

  function personOf(choice: PersonChoice): number {
    if ('person' in choice) return checked(choice.person)
    return savePerson({ person: null, name: choice.newPerson, note: '' }).person
  }

  function checked(person: number): number {
    if (!book.people.has(person)) throw new FaultError('PERSON_NOT_FOUND', { person })
    return person
  }

  function savePerson({ person, name, note, ...input }: PersonInput): Person {
    const before = person === null ? null : book.people.get(checked(person))
    const isTaken = [...book.people.values()].some(
      (other) => other.person !== person && other.name.toLowerCase() === name.toLowerCase(),
    )
    if (isTaken) throw new FaultError('NAME_TAKEN', { name })
    const company = input.company === undefined ? (before?.company ?? null) : input.company
    if (company !== null && !set.organisation.companies.has(company)) throw new FaultError('COMPANY_NOT_FOUND', { company })
    const fields = {
      name,
      note,
      company,
      costCentre: input.costCentre ?? before?.costCentre ?? '',
      vehicles: input.vehicles ?? before?.vehicles ?? [],
      createdAt: before?.createdAt ?? clock.now(),
    }
    const saved: Person = { person: person ?? store.people.add(fields), ...fields }
    if (person !== null) store.people.save(saved, clock.now())
    book.putPerson(saved)
    peopleFeed.touch([saved.person])
    if (before && before.name !== name) tokenFeed.touch(tokensOf(saved.person))
    return saved
  }

  const tokensOf = (person: number) => [
    ...[...book.tokens.values()].filter((token) => token.person === person).map(({ token }) => token),
    ...book.placeholdersFor(person).map(({ token }) => token),
  ]

  function put(token: StoredToken): IdTokenRow {
    store.tokens.save(token)
    book.put(token)
    decided([token.token])
    return shown(token.token)
  }

  function shown(token: string): IdTokenRow {
    const row = view.row(token)
    if (!row) throw new FaultError('TOKEN_NOT_FOUND', { token })
    return row
  }

  function fieldsOf({ status, validFrom, validUntil, group, person, note }: TokenInput) {
    return { status, validFrom, validUntil, group, person: person === null ? null : checked(person), note }
  }

  return {
    tokenFeed,
    peopleFeed,
    rows: view.rows,
    savePerson,
    removePerson(person) {
      const tokens = tokensOf(checked(person))
      store.people.remove(person)
      book.dropPerson(person)
      learning.forget(person)
      peopleFeed.touch([person])
      decided(tokens)
    },
    adopted(rows) {
      for (const person of rows.people) book.putPerson(person)
      for (const token of rows.tokens) book.put(token)
      peopleFeed.touch(rows.people.map(({ person }) => person))
      decided(rows.tokens.map(({ token }) => token))
    },
    add(input) {
      const token = normaliseIdToken(input.token)
      const before = book.tokens.get(token)
      if (before && before.status !== null) {
        throw new FaultError('TOKEN_TAKEN', { token: before.raw, person: view.nameOf(before.person) })
      }
      const [similar] = view.similarTo(token)
      if (similar && !input.evenIfSimilar) {
        throw new FaultError('TOKEN_SIMILAR', { token: input.token, similar: similar.token, person: similar.personName })
      }
      return put({ ...(before ?? { ...newToken(token, clock.now()), raw: input.token }), ...fieldsOf(input) })
    },
    edit: (input) => put({ ...known(input.token), ...fieldsOf(input) }),
    setStatus(raw, status) {
      const token = normaliseIdToken(raw)
      put({ ...(book.tokens.get(token) ?? { ...newToken(token, clock.now()), raw }), status })
    },
    assign(token, to) {
      const stored = known(token)
      return put({ ...stored, person: personOf(to), status: 'accepted' })
    },
    remove(token) {
      const stored = known(token)
      store.tokens.remove(stored.token)
      book.drop(stored.token)
      decided([stored.token])
    },
    setPlaceholder({ token, station }, to) {
      const stored = known(token)
      const entry = set.find(station)
      if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
      const at = { token: stored.token, station: entry.station.station }
      const person = to && personOf(to)
      if (person === null) store.tokens.removePlaceholder(at)
      else store.tokens.setPlaceholder({ ...at, person })
      book.setPlaceholder(at, person)
      tokenFeed.touch([stored.token])
      return shown(stored.token)
    },
    learn({ to, station, seconds }) {
      const entry = station === null ? null : set.find(station)
      if (station !== null && !entry) throw new FaultError('STATION_NOT_FOUND', { station })
      const person = personOf(to)
      return learning.begin({ person, station: entry?.station.station ?? null, seconds })
    },
    cancelLearning: learning.cancel,
    learningFeed: learning.feed,
    setRemote(station, token) {
      const entry = set.find(station)
      if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
      store.tokens.setRemote(entry.station.station, token)
      book.setRemote(entry.station.station, token)
      parts.changed()
    },
    noticed({ tokens, learned }) {
      if (tokens.length === 0) return
      tokenFeed.touch(tokens.map(({ normalised }) => normalised))
      const [first] = learned
      if (!first) return
      const seen = tokens.findLast(({ normalised }) => normalised === first.token)
      learning.learned({ raw: seen?.raw ?? first.token, station: seen?.station ?? null })
      decided([first.token])
    },
  }
}
