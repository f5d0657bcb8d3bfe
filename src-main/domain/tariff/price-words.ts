import { majorUnits, type Money, type PriceComponent, type Tariff, type TariffDimension } from '#contract/tariff'
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

/** "0.45 EUR/kWh + 1.2 EUR/h": for the display of a station, in words of no language. `…`: there are other prices at other times. */
export function priceInWords(tariff: Tariff): string {
  const firsts = firstPrices(tariff)
  const dimensions = (['flat', 'energy', 'time'] as const).filter((dimension) => firsts[dimension] > 0)
  const texts = dimensions.map((dimension) => {
    const isOne = sessionComponents(tariff).filter((one) => one.dimension === dimension).length === 1
    return `${majorUnits(firsts[dimension], tariff.currency)} ${tariff.currency}${units[dimension]}${isOne ? '' : ' …'}`
  })
  return texts.length === 0 ? `0 ${tariff.currency}` : texts.join(' + ')
}

const sessionComponents = ({ elements }: Tariff): PriceComponent[] =>
  elements.filter(({ restrictions }) => restrictions?.reservation === undefined).flatMap(({ priceComponents }) => priceComponents)

function withTax(tariff: Tariff, component: PriceComponent): Money {
  const rate = rateOf(tariff, component)
  return tariff.taxIncluded === 'no' && rate !== null ? component.price + share(component.price, rate, MILLION) : component.price
}
