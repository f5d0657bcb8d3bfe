import type { Dialect } from './dialect'
import { dialects } from './dialects'

/** What a station offers to speak, and what comes of it. */
export type Offer =
  /** `spelling`: exactly as offered, for the answer must repeat it (quirk C02). */
  { kind: 'offered'; spelling: string; dialect: Dialect } | { kind: 'none' } | { kind: 'unsupported' }

/** The names in the header, without what makes it invalid: empty, doubled or malformed ones. */
export function offeredNames(header: string | undefined): string[] {
  const names = (header ?? '').split(',').map((name) => name.trim())
  return [...new Set(names.filter((name) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)))]
}

/** The highest version that both sides speak, whatever its spelling (quirk C02). */
export function chooseSubprotocol(offered: string[]): Offer {
  if (offered.length === 0) return { kind: 'none' }
  for (const dialect of dialects) {
    const spelling = offered.find((name) => canonical(name) === dialect.subprotocol)
    if (spelling !== undefined) return { kind: 'offered', spelling, dialect }
  }
  return { kind: 'unsupported' }
}

/** Only what is fixed for the station counts; null: all that it offers (quirk C02). */
export const pinnedTo = (offered: string[], pinned: string | null | undefined): string[] =>
  pinned ? offered.filter((name) => canonical(name) === pinned) : offered

/** Understood, but not as the standard writes it (quirk C02). */
export const isOddName = (spelling: string): boolean => dialects.every(({ subprotocol }) => subprotocol !== spelling)

/** Lower case; the J of "OCPP 1.6J" is sometimes written into the name. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/j$/, '')
}
