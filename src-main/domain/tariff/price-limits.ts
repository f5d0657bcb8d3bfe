import type { LineCause } from '#contract/price'
import type { Money, PriceLimit, Tariff } from '#contract/tariff'
import { type Charge, ofWholeSession, rateOf, ruleOf, sumOf, sumsByRate } from './charge'
import { apportion, share } from './money'
import { type TaxBasis, taxOf } from './tax'

const otherSide = { net: 'gross', gross: 'net' } as const

/**
 * Minimum and maximum price, each before and after tax, as lines of their own (OCPI mod_tariffs, notes on min_price and
 * max_price). First the side that the prices are of. If the other side then still is out of its limit, the amount follows;
 * unless the amount stands at its own limit: then both limits are given for the same case, and the tax is what lies
 * between them (10.00 and 11.00).
 */
export function limitCharges(tariff: Tariff, charges: readonly Charge[], basis: TaxBasis): Charge[] {
  const { minPrice, maxPrice } = tariff
  if (!minPrice && !maxPrice) return []
  const limits = limitsOf(tariff)
  const target = limits(basis, sumOf(charges))
  const first = target ? spread(tariff, charges, target) : []
  const other = otherSide[basis]
  const after = [...charges, ...first]
  const beyond = limits(other, sideOf(after, basis, other))
  if (!beyond) return first
  const atOwnLimit = (beyond.cause === 'below-minimum' ? minPrice : maxPrice)?.[basis] === sumOf(after)
  const sum = sideOf(after, basis, other)
  const second = atOwnLimit ? [] : spread(tariff, after, { ...beyond, to: scaled(tariff, sumOf(after), sum, { ...beyond, basis }) })
  const rest = beyond.to - sideOf([...after, ...second], basis, other)
  return [...first, ...second, ...taxOnly(tariff, [...after, ...second], { ...beyond, tax: basis === 'net' ? rest : -rest })]
}

interface Target {
  to: Money
  cause: Extract<LineCause, 'below-minimum' | 'above-maximum'>
}

function limitsOf({ minPrice, maxPrice }: Tariff): (side: keyof PriceLimit, sum: Money) => Target | null {
  return (side, sum) => {
    const [min, max] = [minPrice?.[side] ?? -Infinity, maxPrice?.[side] ?? Infinity]
    if (sum < min) return { to: min, cause: 'below-minimum' }
    return sum > max ? { to: max, cause: 'above-maximum' } : null
  }
}

/** The sum on one side of the tax. */
function sideOf(charges: readonly Charge[], basis: TaxBasis, side: TaxBasis): Money {
  if (side === basis) return sumOf(charges)
  let sum = 0
  for (const [rate, amount] of sumsByRate(charges)) {
    const tax = taxOf(amount, rate, basis)
    sum += basis === 'net' ? amount + tax : amount - tax
  }
  return sum
}

/** The amount whose other side is the limit. Of nothing, by the first rate of the tariff. */
function scaled(tariff: Tariff, amount: Money, other: Money, { to, basis }: Target & { basis: TaxBasis }): Money {
  if (other > 0) return share(amount, to, other)
  const tax = taxOf(to, firstRate(tariff), otherSide[basis])
  return basis === 'net' ? to - tax : to + tax
}

/** One line for each rate, in proportion to what the rates have in the sum. */
function spread(tariff: Tariff, charges: readonly Charge[], { to, cause }: Target): Charge[] {
  const sums = [...sumsByRate(charges)].filter(([, sum]) => sum > 0)
  const rates = sums.length > 0 ? sums : [[firstRate(tariff), 0] as const]
  const parts = apportion(to - sumOf(charges), rates.map(([, sum]) => sum))
  return rates.flatMap(([taxRatePpm], index) => {
    const amount = parts[index] ?? 0
    return amount === 0 ? [] : [{ ...limitLine(tariff, cause), taxRatePpm, amount }]
  })
}

/** What is left goes to the tax of the largest rate. */
function taxOnly(tariff: Tariff, charges: readonly Charge[], { cause, tax }: Target & { tax: Money }): Charge[] {
  if (tax === 0) return []
  const [largest] = [...sumsByRate(charges)].sort(([, a], [, b]) => b - a)
  const taxRatePpm = largest?.[0] ?? null
  return [{ ...limitLine(tariff, cause), taxRatePpm, amount: 0, taxShift: { tax, ofAmount: sumOf(charges) } }]
}

const limitLine = (tariff: Tariff, cause: LineCause) =>
  ({ ...ofWholeSession, dimension: 'limit', cause, rule: ruleOf(tariff, null) }) as const

function firstRate(tariff: Tariff): number | null {
  const [component] = tariff.elements.flatMap(({ priceComponents }) => priceComponents)
  return component ? rateOf(tariff, component) : null
}
