import { describe, expect, it } from 'vitest'
import { discountSchema } from './price-rules'
import { type Tariff, tariffSchema } from './tariff'

const tariff: Tariff = {
  id: 'T1', name: 'Day', currency: 'EUR', taxIncluded: 'no', minPrice: null, maxPrice: null, idleFee: null, billsAllConnectedTime: false,
  validFrom: null, validUntil: null,
  elements: [{ priceComponents: [{ dimension: 'energy', price: 25_000, taxRatePpm: 190_000, stepSize: 1 }], restrictions: null }],
}
const [component] = tariff.elements[0]?.priceComponents ?? []
const withComponent = (changes: object) => ({ elements: [{ priceComponents: [{ ...component, ...changes }], restrictions: null }] })
const restricted = (restrictions: object) => ({ elements: [{ priceComponents: [component], restrictions }] })
const pathsOf = (changes: object) => {
  const { error } = tariffSchema.safeParse({ ...tariff, ...changes })
  return error?.issues.map(({ path }) => path.join('.')) ?? []
}

describe('a tariff as it is typed', () => {
  it('is taken as it is', () => {
    expect(tariffSchema.parse(tariff)).toEqual(tariff)
    expect(pathsOf(restricted({ startTime: '22:00', endTime: '06:00', dayOfWeek: ['monday'], minEnergyWh: 0 }))).toEqual([])
  })

  it.each([
    ['an unknown currency', { currency: 'EUX' }, 'currency'],
    ['a currency in small letters', { currency: 'eur' }, 'currency'],
    ['a negative price', withComponent({ price: -1 }), 'elements.0.priceComponents.0.price'],
    ['a price with fractions', withComponent({ price: 0.25 }), 'elements.0.priceComponents.0.price'],
    ['a step of nothing', withComponent({ stepSize: 0 }), 'elements.0.priceComponents.0.stepSize'],
    ['a tax above 100 %', withComponent({ taxRatePpm: 1_000_001 }), 'elements.0.priceComponents.0.taxRatePpm'],
    ['no element', { elements: [] }, 'elements'],
    ['the same dimension twice', { elements: [{ priceComponents: [component, component], restrictions: null }] }, 'elements.0.priceComponents.1.dimension'],
    ['a time that no clock shows', restricted({ startTime: '24:00' }), 'elements.0.restrictions.startTime'],
    ['a date that is in no calendar', restricted({ startDate: '2026-02-30' }), 'elements.0.restrictions.startDate'],
    ['an end before the start', restricted({ startDate: '2026-02-02', endDate: '2026-02-02' }), 'elements.0.restrictions.endDate'],
    ['a maximum below the minimum', restricted({ minPowerW: 5, maxPowerW: 4 }), 'elements.0.restrictions.maxPowerW'],
    ['energy of a reservation', restricted({ reservation: 'reservation' }), 'elements.0.priceComponents.0.dimension'],
    ['limits that cross', { minPrice: { net: 5, gross: null }, maxPrice: { net: 4, gross: null } }, 'maxPrice.net'],
    ['validity that ends first', { validFrom: 5, validUntil: 5 }, 'validUntil'],
  ])('%s is refused, where it stands', (_name, changes, path) => {
    expect(pathsOf(changes)).toEqual([path])
  })

  it('a discount names its kind', () => {
    const common = { id: 'D', name: 'Spring', validFrom: null, validUntil: null, daysOfWeek: null, quota: null }
    expect(discountSchema.safeParse({ ...common, kind: 'percentage', sharePpm: 100_000, dimensions: ['energy'] }).success).toBe(true)
    expect(discountSchema.safeParse({ ...common, kind: 'fixed', amount: -5, currency: 'EUR' }).success).toBe(false)
  })
})
