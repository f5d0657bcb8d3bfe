import type { BalanceUse, LineRule } from '#contract/price'
import { type ChargedDimension, chargedDimensions, type Discount, type PriceGroup } from '#contract/price-rules'
import { daysOfWeek, type Money, type Tariff } from '#contract/tariff'
import { type Charge, ofWholeSession, sumOf, sumsByRate } from './charge'
import { apportion, share } from './money'
import type { PricedSession } from './priced-session'
import { localAt, monthOf, weekdayOf } from './site-time'

const MILLION = 1_000_000

/** A discount of a person, and for how many sessions it was used: in all, or in the month of this session. */
export interface OfferedDiscount {
  discount: Discount
  usedSessions: number
}

/** What a group of people pays more or less, of the prices of the tariff and before its limits. A line for each dimension. */
export function priceGroupCharges(group: PriceGroup, charges: readonly Charge[]): Charge[] {
  const rule: LineRule = { kind: 'price-group', id: group.id, name: group.name, element: null }
  const common = { ...ofWholeSession, dimension: 'price-group', cause: 'price-group', rule } as const
  return chargedDimensions.flatMap((dimension) => {
    const applying = group.changes.filter(({ dimensions }) => dimensions === null || dimensions.includes(dimension))
    // Changes that add up to more than everything leave nothing, not less.
    const changePpm = Math.max(-MILLION, applying.reduce((sum, one) => sum + one.changePpm, 0))
    return [...sumsByRate(of(charges, [dimension]))].flatMap(([taxRatePpm, sum]) => {
      const amount = share(sum, changePpm, MILLION)
      return amount === 0 ? [] : [{ ...common, changes: dimension, taxRatePpm, amount }]
    })
  })
}

/** Percentages first, then fixed amounts, each in the order given; together never more than there is to pay. */
export function discountCharges(
  offered: readonly OfferedDiscount[],
  { tariff, session, charges }: { tariff: Tariff; session: PricedSession; charges: readonly Charge[] },
): { charges: Charge[]; uses: BalanceUse[] } {
  const result: { charges: Charge[]; uses: BalanceUse[] } = { charges: [], uses: [] }
  const valid = offered.filter((one) => isValid(one, session)).map(({ discount }) => discount)
  const apply = (discount: Discount, sums: ReadonlyMap<number | null, Money>) => {
    const rule: LineRule = { kind: 'discount', id: discount.id, name: discount.name, element: null }
    const added = [...sums].flatMap(([taxRatePpm, amount]): Charge[] => {
      return amount > 0 ? [{ ...ofWholeSession, dimension: 'discount', cause: 'discount', rule, taxRatePpm, amount: -amount }] : []
    })
    if (added.length === 0) return
    result.charges.push(...added)
    result.uses.push({ kind: 'discount', id: discount.id, credit: creditOf(discount, session), used: 1 })
  }
  for (const discount of valid) {
    if (discount.kind !== 'percentage') continue
    const left = sumsByRate([...charges, ...result.charges])
    const sums = [...sumsByRate(of(charges, discount.dimensions))].map(([rate, sum]) => {
      return [rate, Math.min(share(sum, discount.sharePpm, MILLION), left.get(rate) ?? 0)] as const
    })
    apply(discount, new Map(sums))
  }
  for (const discount of valid) {
    if (discount.kind !== 'fixed' || discount.currency !== tariff.currency) continue
    apply(discount, taken([...charges, ...result.charges], discount.amount))
  }
  return result
}

/** An amount off what is left to pay, by rate; at most all of it. */
export function taken(charges: readonly Charge[], amount: Money): Map<number | null, Money> {
  const left = [...sumsByRate(charges)].map(([rate, sum]) => [rate, Math.max(0, sum)] as const)
  const most = Math.min(amount, sumOf(charges))
  const parts = apportion(Math.max(0, most), left.map(([, sum]) => sum))
  return new Map(left.map(([rate], index) => [rate, parts[index] ?? 0]))
}

/** Charges of the dimensions named, as the price group left them. Null: all, limits too. */
function of(charges: readonly Charge[], dimensions: readonly ChargedDimension[] | null): readonly Charge[] {
  if (dimensions === null) return charges
  return charges.filter(({ dimension, changes }) => (dimensions as readonly string[]).includes(changes ?? dimension))
}

/** From (inclusive) until (exclusive), by the start of the session. */
export function isValidAt({ validFrom, validUntil }: { validFrom: number | null; validUntil: number | null }, at: number): boolean {
  return at >= (validFrom ?? -Infinity) && at < (validUntil ?? Infinity)
}

function isValid({ discount, usedSessions }: OfferedDiscount, { start, timeZone }: PricedSession): boolean {
  if (!isValidAt(discount, start) || usedSessions >= (discount.quota?.sessions ?? Infinity)) return false
  const weekday = daysOfWeek[weekdayOf(localAt(timeZone, start).day)]
  return discount.daysOfWeek === null || (weekday !== undefined && discount.daysOfWeek.includes(weekday))
}

function creditOf({ quota }: Discount, { start, timeZone }: PricedSession): string | null {
  return quota?.per === 'month' ? monthOf(localAt(timeZone, start).day) : null
}
