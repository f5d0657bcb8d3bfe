import type { TokenStatus } from '#contract/vocabulary'
import type { TokenStanding } from './station-message'
import type { Owner } from './surroundings'

/** What was decided of an id token, as it counts at one station. Instants are epoch milliseconds. */
export interface TokenFacts {
  status: TokenStatus
  validFrom: number | null
  validUntil: number | null
  /** The parent group: its tokens may end each other's sessions, which the station decides. */
  group: string | null
  /** Whom it belongs to. */
  person: Owner | null
  /** Stands for nobody's card (a station's placeholder, quirk A04, or our own remote tag, A02): many may use it at once. */
  isShared: boolean
}

/** How a token that was decided stands at this instant. */
export function standingOf(facts: TokenFacts, at: number): TokenStanding {
  if (facts.status === 'blocked') return 'blocked'
  if (facts.validUntil !== null && at >= facts.validUntil) return 'expired'
  if (facts.validFrom !== null && at < facts.validFrom) return 'not-yet-valid'
  return 'accepted'
}
