import { describe, expect, it } from 'vitest'
import { priceNow } from './price-now'
import { paidNow, priceInWords } from './price-words'
import { sessionUntil } from './priced-session'
import { aSession, aTariff, element, energy, eur, flat, minutes, monday, parking, percent, time } from './testing/builders'

const fee = { pricePerMinute: eur(0.1), taxRatePpm: percent(20), graceMinutes: 10, cap: null, hours: null }
const charged = [energy(0.5, 20), time(6, 20)]
const session = aSession(monday('12:00'), [{ minutes: 60, kwh: 10 }, { minutes: 60, state: 'suspended-ev' }])

describe('what a driver pays now', () => {
  it.each([
    ['charging, with tax', { idleFee: fee }, 30, charged, [eur(0.6), eur(7.2), 0]],
    ['charging, where prices contain the tax', { taxIncluded: 'yes' as const, idleFee: fee }, 30, charged, [eur(0.5), eur(6), 0]],
    ['in the grace, the fee that follows', { idleFee: fee }, 64, charged, [eur(0.6), eur(7.2), minutes(6)]],
    ['idle fee, 60 times the minute', { idleFee: fee }, 90, charged, [eur(0.6), eur(7.2), 0]],
    ['parking in the grace of the fee', { idleFee: fee }, 64, [parking(3, 20)], [null, eur(3.6), 0]],
    ['parking and the fee', { idleFee: fee }, 90, [parking(3, 20)], [null, eur(10.8), 0]],
    ['a fee at its cap', { idleFee: { ...fee, cap: eur(1) } }, 110, charged, [eur(0.6), 0, 0]],
    ['a pause that costs nothing', {}, 90, charged, [eur(0.6), null, 0]],
  ])('%s', (_name, overrides, minute, components, expected) => {
    const tariff = aTariff([element(components)], overrides)
    const { perKwh, perHour, graceMs } = paidNow(tariff, priceNow(tariff, sessionUntil(session, session.start + minutes(minute))))
    expect([perKwh, perHour, graceMs]).toEqual(expected)
  })
})

describe('a price in words', () => {
  it.each([
    ['every kind', [element([flat(1), energy(0.5), time(1.2)])], {}, '1 EUR + 0.5 EUR/kWh + 1.2 EUR/h'],
    ['parking alone', [element(parking(3))], {}, 'P 3 EUR/h'],
    ['an idle fee after its grace, with tax', [element(energy(0.5))], { idleFee: fee }, '0.5 EUR/kWh + P 0.12 EUR/min (> 10 min)'],
    ['an idle fee at once', [element(energy(0))], { idleFee: { ...fee, graceMinutes: 0 } }, 'P 0.12 EUR/min'],
    ['an idle fee of some hours', [element(energy(0.5))], { idleFee: { ...fee, graceMinutes: 0, hours: { startTime: '08:00', endTime: '18:00' } } }, '0.5 EUR/kWh + P 0.12 EUR/min …'],
    ['nothing', [element(energy(0))], {}, '0 EUR'],
  ])('names %s', (_name, elements, overrides, expected) => {
    expect(priceInWords(aTariff(elements, overrides))).toBe(expected)
  })
})
