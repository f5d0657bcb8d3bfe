import type { IdTokenRow } from '#contract/people'
import { type Lookalikes, lookalikesAmong } from '../../domain/id-token'
import type { StoredToken } from '../ports'
import type { WorkingSet } from '../working-set'

type Similar = IdTokenRow['similar'][number]

/** Tokens with what follows from people and from other tokens. */
export interface TokenView {
  rows(): IdTokenRow[]
  row(token: string): IdTokenRow | null
  nameOf(person: number | null): string | null
  /** Known tokens that may be the same card (quirk A01). */
  similarTo(token: string): Similar[]
  /** Other tokens are known now. */
  renew(): void
}

export function createTokenView({ tokens: book }: Pick<WorkingSet, 'tokens'>): TokenView {
  let lookalikes: Lookalikes | null = null
  const known = () => [...book.tokens.values()].filter(({ status }) => status !== null).map(({ token }) => token)
  const nameOf = (person: number | null) => (person === null ? null : (book.people.get(person)?.name ?? null))

  function similarTo(token: string): Similar[] {
    lookalikes ??= lookalikesAmong(known())
    return lookalikes.of(token).map((other) => ({
      token: book.tokens.get(other)?.raw ?? other,
      personName: nameOf(book.tokens.get(other)?.person ?? null),
    }))
  }

  function rowOf(stored: StoredToken): IdTokenRow {
    return {
      ...stored,
      personName: nameOf(stored.person),
      similar: stored.status === null ? similarTo(stored.token) : [],
      placeholders: book.placeholdersOf(stored.token).map(({ station, person }) => ({
        station,
        person,
        personName: nameOf(person) ?? '',
      })),
    }
  }

  return {
    rows: () => [...book.tokens.values()].map(rowOf),
    row(token) {
      const stored = book.tokens.get(token)
      return stored ? rowOf(stored) : null
    },
    nameOf,
    similarTo,
    renew() {
      lookalikes = null
    },
  }
}
