import { describe, expect, it } from 'vitest'
import type { TariffRestrictions } from '#contract/tariff'
import { priceSession } from './price-session'
import { aSession, aTariff, element, energy, eur, exactOf, flat, kwh, minutes, monday, parking, time } from './testing/builders'

const hours = (restrictions: TariffRestrictions) => aTariff([element(time(10), restrictions), element(time(1))])
/** Net of hours at 10 and at 1 each. */
const price = (restrictions: TariffRestrictions, start: string, count: number, zone = 'Europe/Berlin') =>
  exactOf(priceSession(hours(restrictions), aSession(start, [{ minutes: count * 60 }], { timeZone: zone })))[0]

describe('restrictions switch in the middle of a session', () => {
  it.each([
    ['time of day', { startTime: '17:00', endTime: '20:00' }, monday('16:00'), 5, 32],
    ['a window over midnight', { startTime: '22:00', endTime: '06:00' }, monday('21:00'), 10, 82],
    ['only a start time, until midnight', { startTime: '22:00' }, monday('21:00'), 4, 22],
    ['only an end time, from midnight', { endTime: '01:00' }, monday('23:00'), 3, 12],
    ['start and end alike: all day', { startTime: '12:00', endTime: '12:00' }, monday('11:00'), 2, 20],
    ['a weekday, until midnight', { dayOfWeek: ['monday'] }, monday('23:00'), 3, 12],
    ['a date from its first instant', { startDate: '2025-03-11' }, monday('23:00'), 3, 21],
    ['a date until its first instant', { endDate: '2025-03-11' }, monday('23:00'), 3, 12],
    ['the end of a month', { startDate: '2025-04-01' }, '2025-03-31T23:00+02:00', 2, 11],
    ['a duration, minimum inclusive', { minDurationS: 3600 }, monday('12:00'), 3, 21],
    ['a duration, maximum exclusive', { maxDurationS: 3600 }, monday('12:00'), 3, 12],
    ['several at once', { startTime: '17:00', dayOfWeek: ['monday'], minDurationS: 7200 }, monday('16:00'), 3, 12],
  ] as [string, TariffRestrictions, string, number, number][])('%s', (_name, restrictions, start, count, net) => {
    expect(price(restrictions, start, count)).toBe(net)
  })

  it.each([
    ['02:00 to 03:00 is no hour in the spring night', { startTime: '02:00', endTime: '03:00' }, '2026-03-29T00:00+01:00', 4, 4],
    ['01:00 to 04:00 are two hours in the spring night', { startTime: '01:00', endTime: '04:00' }, '2026-03-29T00:00+01:00', 4, 22],
    ['02:00 to 03:00 are two hours in the autumn night', { startTime: '02:00', endTime: '03:00' }, '2026-10-25T00:00+02:00', 5, 23],
    ['01:30 to 02:30 is an hour and a half in the autumn night', { startTime: '01:30', endTime: '02:30' }, '2026-10-25T00:00+02:00', 5, 18.5],
    ['the day has 23 hours', { dayOfWeek: ['sunday'] }, '2026-03-28T23:00+01:00', 30, 237],
    ['the day has 25 hours', { dayOfWeek: ['sunday'] }, '2026-10-24T23:00+02:00', 30, 255],
  ] as [string, TariffRestrictions, string, number, number][])('when the clock changes: %s', (_name, restrictions, start, count, net) => {
    expect(price(restrictions, start, count)).toBe(net)
  })

  it('is by the clock of the site, not of the computer', () => {
    expect(price({ startTime: '17:00', endTime: '18:00' }, '2025-03-10T11:00Z', 1, 'Asia/Kathmandu')).toBe(7.75)
  })

  it('energy is cut where the register passes the threshold, to the milliwatt-hour', () => {
    const firstFree = aTariff([element(energy(0), { maxEnergyWh: 1000 }), element(energy(0.2))])
    const { lines, exact } = priceSession(firstFree, aSession(monday('12:00'), [{ minutes: 7, kwh: 3.333333 }, { minutes: 9, kwh: 1 }]))
    expect(lines.map(({ quantity }) => quantity)).toEqual([kwh(1), 3_334_000])
    expect(exact.net).toBe(eur(0.6668))
  })

  it('a power or current that was not told matches nothing, and is noted', () => {
    const byCurrent = aTariff([element(time(10), { minCurrentA: 32 }), element(time(5), { maxCurrentA: 32 })])
    const priced = priceSession(byCurrent, aSession(monday('12:00'), [{ minutes: 60, kwh: 9 }]))
    expect([priced.exact.net, priced.notes]).toEqual([0, ['current-unknown']])
  })

  it('a flat price counts once, from the first moment at which it is in force', () => {
    const late = aTariff([element(flat(3), { minDurationS: 7200 }), element(energy(0))])
    expect(exactOf(priceSession(late, aSession(monday('12:00'), [{ minutes: 119 }])))[0]).toBe(0)
    const { lines } = priceSession(late, aSession(monday('12:00'), [{ minutes: 121 }, { minutes: 60 }]))
    expect(lines.filter(({ dimension }) => dimension === 'flat').map(({ net, from }) => [net, from])).toEqual([
      [eur(3), Date.parse(monday('14:00'))],
    ])
    expect(exactOf(priceSession(aTariff([element(flat(0.5))]), aSession(monday('12:00'), [])))[0]).toBe(0.5)
  })
})

describe('what time costs', () => {
  const tariff = aTariff([element([time(6), parking(12)])])
  const mixed = aSession(monday('12:00'), [
    { minutes: 60, kwh: 10 }, { minutes: 30, state: 'suspended-evse' }, { minutes: 30, state: 'idle' }, { minutes: 30, state: 'suspended-ev' },
  ])

  it('waiting for the station costs nothing, the vehicle pays for its own', () => {
    expect(exactOf(priceSession(tariff, mixed))[0]).toBe(12)
  })

  it('bills all connected time as charging where the tariff says so, and says why', () => {
    const { exact, lines } = priceSession({ ...tariff, billsAllConnectedTime: true }, mixed)
    expect(exact.net).toBe(eur(18))
    expect(lines.map(({ cause, quantity }) => [cause, quantity])).toEqual([
      ['charging', minutes(60)], ['connected', minutes(60)], ['vehicle-paused', minutes(30)],
    ])
  })

  it('a session over midnight has a line for each day, and costs what it would on one', () => {
    const third = aTariff([element(energy(0.3333333))])
    const night = priceSession(third, aSession(monday('23:30'), [{ minutes: 60, kwh: 10.000001 }]))
    const day = priceSession(third, aSession(monday('12:30'), [{ minutes: 60, kwh: 10.000001 }]))
    expect([night.lines.length, day.lines.length]).toEqual([2, 1])
    expect(night.exact).toEqual(day.exact)
  })

  it('shows energy at one price as one line, and each stretch of time', () => {
    const paused = aSession(monday('12:00'), [{ minutes: 60, kwh: 5 }, { minutes: 5, state: 'suspended-evse' }, { minutes: 60, kwh: 5 }])
    const { lines } = priceSession(aTariff([element([energy(0.3), time(6)])]), paused)
    expect(lines.map(({ dimension, quantity }) => [dimension, quantity])).toEqual([
      ['energy', kwh(10)], ['time', minutes(60)], ['time', minutes(60)],
    ])
  })

  it('time that no interval covers is unclear, so it is free', () => {
    const session = aSession(monday('12:00'), [{ minutes: 60, kwh: 10 }])
    expect(exactOf(priceSession(tariff, { ...session, end: session.end + minutes(600) }))[0]).toBe(6)
  })
})
