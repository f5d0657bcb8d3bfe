import type { IdTokenRow } from '#contract/people'

export const tokenLooks = ['accepted', 'blocked', 'expired', 'not-yet-valid', 'undecided'] as const
export type TokenLook = (typeof tokenLooks)[number]

/** What a token is worth right now, in one word. */
export function tokenLook(row: Pick<IdTokenRow, 'status' | 'validFrom' | 'validUntil'>, now: number): TokenLook {
  if (row.status === null) return 'undecided'
  if (row.status === 'blocked') return 'blocked'
  if (row.validUntil !== null && now >= row.validUntil) return 'expired'
  return row.validFrom !== null && now < row.validFrom ? 'not-yet-valid' : 'accepted'
}

/** A shape for each, so that colour is not needed. */
export const lookIcons: Record<TokenLook, string> = {
  accepted: 'i-lucide-check',
  blocked: 'i-lucide-ban',
  expired: 'i-lucide-calendar-x',
  'not-yet-valid': 'i-lucide-calendar-clock',
  undecided: 'i-lucide-minus',
}

/** Does the row hold the text somewhere, in whatever case? */
export function holds(text: string, ...parts: (string | null)[]): boolean {
  const wanted = text.trim().toLowerCase()
  return wanted === '' || parts.some((part) => part?.toLowerCase().includes(wanted))
}
