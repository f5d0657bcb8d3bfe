import type { BalanceUse } from '#contract/price'
import type { Allowance } from '#contract/price-rules'
import { dayOf, localAt, monthOf, startOfDay } from './site-time'

/** A free quantity that is left. mWh for energy, ms for times. */
export interface FreeCredit {
  id: string
  name: string
  /** Which credit of the rule: of an allowance the month, "2026-11". */
  credit: string
  dimension: Allowance['dimension']
  remaining: number
  /** It may be used from then until (exclusive) then. */
  from: number
  until: number
}

/**
 * What an allowance has left for the months that a session touches. `used` is what was taken out of a month before.
 * A session over the end of a month takes from each month what it used in it.
 */
export function creditsOf(
  allowance: Allowance,
  { start, end, timeZone, used }: { start: number; end: number; timeZone: string; used: (month: string) => number },
): FreeCredit[] {
  const { id, name, dimension, quantityPerMonth, validFrom, validUntil } = allowance
  if (start < (validFrom ?? -Infinity) || start >= (validUntil ?? Infinity)) return []
  const credits: FreeCredit[] = []
  const lastMonth = monthOf(localAt(timeZone, end).day)
  for (let month = monthOf(localAt(timeZone, start).day); month <= lastMonth; month = monthAfter(month)) {
    const remaining = Math.max(0, quantityPerMonth - used(month))
    const from = startOfDay(timeZone, dayOf(`${month}-01`))
    const until = startOfDay(timeZone, dayOf(`${monthAfter(month)}-01`))
    credits.push({ id, name, credit: month, dimension, remaining, from, until })
  }
  return credits
}

function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** The oldest first, of equals the one that expires first (KPI definitions 9.4). */
export function inOrderOfUse(credits: readonly FreeCredit[]): FreeCredit[] {
  return [...credits].sort((a, b) => a.from - b.from || a.until - b.until || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

export function usesOf(taken: ReadonlyMap<FreeCredit, number>): BalanceUse[] {
  return [...taken].map(([{ id, credit }, used]) => ({ kind: 'allowance', id, credit, used }))
}
