import { describe, expect, it } from 'vitest'
import { aTariff, element, energy, flat, parking, percent, time } from '../../domain/tariff/testing/builders'
import { tariffType } from './tariff'

const fee = { pricePerMinute: 10_000, taxRatePpm: percent(19), graceMinutes: 0, cap: null, hours: null }

describe('a tariff in OCPP 2.1 (block I)', () => {
  it.each([
    ['waiting for the station is time charging', [element([energy(0.5), time(6)])], { billsAllConnectedTime: true }],
    ['a reservation that nobody used costs', [element(energy(0.5)), element(flat(5), { reservation: 'reservation-expires' as const })], {}],
    ['it has steps', [element(energy(0.5, null, 500))], {}],
    ['one kind of price has two taxes', [element(energy(0.5, 19), { endTime: '12:00' }), element(energy(0.5, 7))], {}],
    ['an idle fee has a cap', [element(energy(0.5))], { idleFee: { ...fee, cap: 100_000 } }],
    ['parking and idling both cost', [element([energy(0.5), parking(1)])], { idleFee: fee }],
  ])('is not told where %s', (_name, elements, overrides) => {
    expect(tariffType(aTariff(elements, overrides), 'T1.1')).toEqual({ unsupported: expect.any(String) })
  })

  it('is told where time costs nothing, whoever is waited for', () => {
    expect(tariffType(aTariff([element(energy(0.5))], { billsAllConnectedTime: true }), 'T1.1')).toMatchObject({ energy: { prices: [{ priceKwh: 0.5 }] } })
  })

  it('names the price of a reservation beside that of the session', () => {
    const tariff = aTariff([element(energy(0.5)), element(flat(5), { reservation: 'reservation' })])
    expect(tariffType(tariff, 'T1.1')).toMatchObject({ energy: { prices: [{ priceKwh: 0.5 }] }, reservationFixed: { prices: [{ priceFixed: 5 }] } })
  })
})
