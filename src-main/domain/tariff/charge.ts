import type { LineRule, PriceLine } from '#contract/price'
import type { Money, PriceComponent, Tariff } from '#contract/tariff'
import type { Offer } from './in-force'

/** A line before tax: its amount is as the prices of the tariff are, with or without tax. */
export interface Charge extends Omit<PriceLine, 'net' | 'tax' | 'gross'> {
  amount: Money
  /** Tax that a price limit on the other side of the tax asks for, while the charges add up to `ofAmount`. */
  taxShift?: { tax: Money; ofAmount: Money }
}

export const MWH_PER_KWH = 1_000_000
export const MS_PER_HOUR = 3_600_000

/** The charge of an offer, still without quantity and amount. */
export function chargeOf(tariff: Tariff, { component, element, restrictions }: Offer) {
  const taxRatePpm = rateOf(tariff, component)
  return { rule: ruleOf(tariff, element), restrictions, taxRatePpm, unitPrice: component.price, stepUp: 0, changes: null }
}

export const ruleOf = ({ id, name }: Tariff, element: number | null): LineRule => ({ kind: 'tariff', id, name, element })

export function rateOf(tariff: Tariff, { taxRatePpm }: Pick<PriceComponent, 'taxRatePpm'>): number | null {
  return tariff.taxIncluded === 'not-applicable' ? null : taxRatePpm
}

/** For a charge of the whole session that no quantity is behind. */
export const ofWholeSession = {
  from: null, to: null, restrictions: null, changes: null, unit: 'once', unitPrice: null, quantity: 1, stepUp: 0,
} as const

export const sumOf = (charges: readonly Charge[]): Money => charges.reduce((sum, { amount }) => sum + amount, 0)

/** Sums by tax rate, in the order in which the rates appear. */
export function sumsByRate(charges: readonly Charge[]): Map<number | null, Money> {
  const sums = new Map<number | null, Money>()
  for (const { taxRatePpm, amount } of charges) sums.set(taxRatePpm, (sums.get(taxRatePpm) ?? 0) + amount)
  return sums
}
