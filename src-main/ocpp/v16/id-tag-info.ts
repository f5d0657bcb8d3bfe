import type { TokenStanding, TokenVerdict } from '../../domain/station-message'
import { utcTime } from '../dialect'
import type { Answers } from './wire.gen'

/** 1.6 has five words; what is not allowed for a reason that it has no word for is Invalid. */
const statuses = {
  accepted: 'Accepted',
  blocked: 'Blocked',
  expired: 'Expired',
  'not-yet-valid': 'Invalid',
  unknown: 'Invalid',
  invalid: 'Invalid',
  'concurrent-transaction': 'ConcurrentTx',
} as const satisfies Record<TokenStanding, string>

/** `idTagInfo` of a verdict; no verdict is no. A parent that is too long for the version is left out. */
export function idTagInfo(verdict: TokenVerdict | null): Answers['Authorize']['idTagInfo'] {
  if (verdict === null) return { status: 'Invalid' }
  const { standing, group, expiresAt } = verdict
  return { status: statuses[standing], ...grouping({ group, expiresAt }) }
}

/** Parent and expiry, as they stand in answers and on the local list alike. */
export function grouping({ group, expiresAt }: Pick<TokenVerdict, 'group' | 'expiresAt'>) {
  return {
    ...(group !== null && group.length <= 20 ? { parentIdTag: group } : {}),
    ...(expiresAt !== null ? { expiryDate: utcTime(expiresAt) } : {}),
  }
}
