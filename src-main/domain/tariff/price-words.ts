import { majorUnits, type Money, type PriceComponent, type Tariff, type TariffDimension } from '#contract/tariff'
import type { PriceNow } from './price-now'
import { rateOf } from './charge'
import { share } from './money'

const MILLION = 1_000_000
const units: Record<TariffDimension, string> = { energy: '/kWh', time: '/h', 'parking-time': '/h', flat: '' }

/** The first price of each dimension, with tax, as a driver pays it; 0: free. */
export function firstPrices(tariff: Tariff): Record<TariffDimension, Money> {
  const of = (dimension: TariffDimension) => {
    const component = sessionComponents(tariff).find((one) => one.dimension === dimension)
    return component ? withTax(tariff, component) : 0
  }
  return { energy: of('energy'), time: of('time'), 'parking-time': of('parking-time'), flat: of('flat') }
}

/** What the next kWh and hour cost, with tax, as a driver pays it. Null: free. */
export interface PaidNow {
  perKwh: Money | null
  /** Time or parking, whichever runs, and the idle fee. In its grace, the fee that follows it, unless parking costs already. */
  perHour: Money | null
  /** Until `perHour` begins; 0: it runs. */
  graceMs: number
}

export function paidNow(tariff: Tariff, now: PriceNow): PaidNow {
  const perKwh = now.energy && withTax(tariff, now.energy.component)
  const perHour = now.time && withTax(tariff, now.time.component)
  if (now.graceLeftMs !== null && !perHour) return { perKwh, perHour: idlePerHour(tariff), graceMs: now.graceLeftMs }
  // At its cap the fee is 0, whatever the tariff says.
  const idle = now.idlePerMinute === null ? null : now.idlePerMinute && idlePerHour(tariff)
  return { perKwh, perHour: perHour === null ? idle : perHour + (idle ?? 0), graceMs: 0 }
}

function idlePerHour(tariff: Tariff): Money {
  const fee = tariff.idleFee
  return fee ? withTax(tariff, { price: 60 * fee.pricePerMinute, taxRatePpm: fee.taxRatePpm }) : 0
}

/**
 * "0.45 EUR/kWh + 1.2 EUR/h + P 0.1 EUR/min (> 15 min)": for the display of a station, in words of no language. `P`: while
 * the vehicle only stands there. `…`: there are other prices at other times.
 */
export function priceInWords(tariff: Tariff): string {
  const firsts = firstPrices(tariff)
  const dimensions = (['flat', 'energy', 'time', 'parking-time'] as const).filter((dimension) => firsts[dimension] > 0)
  const texts = dimensions.map((dimension) => {
    const isOne = sessionComponents(tariff).filter((one) => one.dimension === dimension).length === 1
    return `${dimension === 'parking-time' ? 'P ' : ''}${amountInWords(tariff, firsts[dimension])}${units[dimension]}${isOne ? '' : ' …'}`
  })
  const all = [...texts, ...idleFeeInWords(tariff)]
  return all.length === 0 ? `0 ${tariff.currency}` : all.join(' + ')
}

const amountInWords = ({ currency }: Tariff, amount: Money): string => `${majorUnits(amount, currency)} ${currency}`

function idleFeeInWords(tariff: Tariff): string[] {
  const fee = tariff.idleFee
  if (!fee || fee.pricePerMinute === 0) return []
  const price = withTax(tariff, { price: fee.pricePerMinute, taxRatePpm: fee.taxRatePpm })
  const grace = fee.graceMinutes > 0 ? ` (> ${fee.graceMinutes} min)` : ''
  return [`P ${amountInWords(tariff, price)}/min${grace}${fee.hours ? ' …' : ''}`]
}

const sessionComponents = ({ elements }: Tariff): PriceComponent[] =>
  elements.filter(({ restrictions }) => restrictions?.reservation === undefined).flatMap(({ priceComponents }) => priceComponents)

function withTax(tariff: Tariff, component: Pick<PriceComponent, 'price' | 'taxRatePpm'>): Money {
  const rate = rateOf(tariff, component)
  return tariff.taxIncluded === 'no' && rate !== null ? component.price + share(component.price, rate, MILLION) : component.price
}
