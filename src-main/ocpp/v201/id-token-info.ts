import type { TokenStanding, TokenVerdict } from '../../domain/station-message'
import { utcTime } from '../dialect'

const statuses = {
  accepted: 'Accepted',
  blocked: 'Blocked',
  expired: 'Expired',
  'not-yet-valid': 'NotAtThisTime',
  unknown: 'Unknown',
  invalid: 'Invalid',
  'concurrent-transaction': 'ConcurrentTx',
} as const satisfies Record<TokenStanding, string>

/** `idTokenInfo` of a verdict; no verdict is no. */
export function idTokenInfo(verdict: TokenVerdict | null) {
  if (verdict === null) return { status: 'Invalid' as const }
  return { status: statuses[verdict.standing], ...grouping(verdict) }
}

/** Group and expiry, as they stand in answers and on the local list alike. A group is a word of ours, not a card. */
export function grouping({ group, expiresAt }: Pick<TokenVerdict, 'group' | 'expiresAt'>) {
  return {
    ...(group !== null ? { groupIdToken: { idToken: group, type: 'Central' as const } } : {}),
    ...(expiresAt !== null ? { cacheExpiryDateTime: utcTime(expiresAt) } : {}),
  }
}
