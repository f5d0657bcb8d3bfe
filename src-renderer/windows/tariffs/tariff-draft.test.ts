import { describe, expect, it } from 'vitest'
import type { Tariff } from '#contract/tariff'
import { draftOf, elementDraft, newDraft, priceDraft, tariffOf } from './tariff-draft'

const whole: Tariff = {
  id: 'T1', name: 'Day and night', currency: 'EUR', taxIncluded: 'no', billsAllConnectedTime: true,
  elements: [
    { priceComponents: [{ dimension: 'flat', price: 100_000, taxRatePpm: 190_000, stepSize: 1 }], restrictions: null },
    {
      priceComponents: [{ dimension: 'energy', price: 29_754, taxRatePpm: null, stepSize: 100 }, { dimension: 'time', price: 0, taxRatePpm: 70_000, stepSize: 60 }],
      restrictions: { startTime: '22:00', endTime: '06:00', dayOfWeek: ['saturday'], startDate: '2026-01-01', endDate: '2026-02-01', minEnergyWh: 500, maxEnergyWh: 20_000, minDurationS: 90, maxDurationS: 3600, minPowerW: 3700, maxPowerW: 11_000, minCurrentA: 6, maxCurrentA: 16.5 },
    },
  ],
  minPrice: { net: 10_000, gross: null }, maxPrice: { net: null, gross: 5_000_000 },
  idleFee: { pricePerMinute: 10_000, taxRatePpm: 190_000, graceMinutes: 30, cap: 1_200_000, hours: { startTime: '08:00', endTime: '20:00' } },
  validFrom: Date.UTC(2026, 0, 1), validUntil: Date.UTC(2026, 5, 1),
}

describe('a tariff in a form', () => {
  it('comes out as it went in', () => expect(tariffOf(draftOf(whole))).toEqual({ tariff: whole, problems: new Map() }))

  const typed = (change: (draft: ReturnType<typeof newDraft>) => void) => {
    const draft = newDraft('T2')
    draft.name = 'Simple'
    draft.elements[0]!.prices[0]!.price = '0,49'
    change(draft)
    return tariffOf(draft)
  }

  it('takes a price with a comma', () => expect(typed(() => {}).tariff?.elements[0]?.priceComponents[0]?.price).toBe(49_000))

  it.each<[string, (draft: ReturnType<typeof newDraft>) => void, string, string]>([
    ['no name', (d) => (d.name = ' '), 'name', 'missing'],
    ['no price', (d) => (d.elements[0]!.prices[0]!.price = ''), 'elements.0.priceComponents.0.price', 'missing'],
    ['a negative price', (d) => (d.elements[0]!.prices[0]!.price = '-1'), 'elements.0.priceComponents.0.price', 'negative'],
    ['a tax above all', (d) => (d.elements[0]!.prices[0]!.tax = '190'), 'elements.0.priceComponents.0.taxRatePpm', 'range'],
    ['an unknown currency', (d) => (d.currency = 'EUX'), 'currency', 'currency'],
    ['one dimension twice', (d) => d.elements[0]!.prices.push({ ...priceDraft(), price: '1' }), 'elements.0.priceComponents.1.dimension', 'twice'],
    ['from above to', (d) => Object.assign(d.elements[0]!, elementDraft({ minEnergyWh: 5000, maxEnergyWh: 4000 })), 'elements.0.restrictions.maxEnergyWh', 'order'],
    ['a maximum below the minimum', (d) => Object.assign(d.limits, { minNet: '5', maxNet: '4' }), 'maxPrice.net', 'belowMinimum'],
    ['an end before the start', (d) => Object.assign(d, { validFrom: '2026-02-01T00:00', validUntil: '2026-01-01T00:00' }), 'validUntil', 'order'],
    ['words for kWh', (d) => (d.elements[0]!.minKwh = 'ten'), 'elements.0.restrictions.minEnergyWh', 'unreadable'],
  ])('is refused with %s, beside the field', (_, change, path, reason) => {
    const { tariff, problems } = typed(change)
    expect(tariff).toBe(null)
    expect([...problems]).toEqual([[path, reason]])
  })
})
