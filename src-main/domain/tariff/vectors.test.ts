import { describe, expect, it } from 'vitest'
import { priceSession } from './price-session'
import {
  aSession, aTariff, element, energy, eur, exactOf, flat, minutes, monday, parking, percent, saturday, time,
} from './testing/builders'

const noon = monday('12:00')
const parked = (count: number) => ({ minutes: count, state: 'suspended-ev' as const })
const perKwh = energy(0.25, 10)
const start = flat(0.5, 20)
const maximum = aTariff([element([start, perKwh])], { maxPrice: { net: eur(10), gross: eur(11) } })
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

const complex = (weekend: number) =>
  aTariff([
    element(flat(2.5, 15)),
    element(time(1, 20, 900), { maxCurrentA: 32 }),
    element(time(2, 20, 600), { minCurrentA: 32, dayOfWeek: [...weekdays] }),
    element(time(weekend, 20, 600), { minCurrentA: 32, dayOfWeek: ['saturday', 'sunday'] }),
    element(parking(5, 10, 300), { startTime: '09:00', endTime: '18:00', dayOfWeek: [...weekdays] }),
    element(parking(6, 10, 300), { startTime: '10:00', endTime: '17:00', dayOfWeek: ['saturday'] }),
  ])
const steps = aTariff([
  element(time(1.2, null, 1800), { endTime: '17:00' }),
  element(time(2.4, null, 900), { startTime: '17:00' }),
  element(parking(1, null, 900), { endTime: '20:00' }),
])
const byPower = aTariff([
  element(energy(0.2), { maxPowerW: 16_000 }),
  element(energy(0.35), { maxPowerW: 32_000 }),
  element(energy(0.5)),
])
const byDuration = aTariff([
  element(energy(0), { maxDurationS: 1800 }),
  element(energy(0.25), { maxDurationS: 3600 }),
  element(energy(0.4)),
])
const energySwitch = aTariff([element(energy(0.2, null, 500), { endTime: '17:00' }), element(energy(0.27, null, 500), { startTime: '17:00' })])
const timeSwitch = aTariff([element(time(5, null, 600), { endTime: '17:00' }), element(time(7, null, 600), { startTime: '17:00' })])
const wh = (count: number) => [{ minutes: 1, kwh: count / 1000 }]

describe('KPI definitions 9.2, test vectors of tariffs', () => {
  it.each([
    ['1: energy', aTariff([element(perKwh)]), aSession(noon, [{ minutes: 60, kwh: 20 }]), 5, 5.5],
    ['2: energy and start', aTariff([element([start, perKwh])]), aSession(noon, [{ minutes: 60, kwh: 20 }]), 5.5, 6.1],
    [
      '3: minimum', aTariff([element(perKwh)], { minPrice: { net: eur(0.5), gross: eur(0.55) } }),
      aSession(noon, [{ minutes: 60, kwh: 1.9 }]), 0.5, 0.55,
    ],
    ['4: maximum reached', maximum, aSession(noon, [{ minutes: 60, kwh: 50 }]), 10, 11],
    ['4: maximum not reached', maximum, aSession(noon, [{ minutes: 60, kwh: 30 }]), 8, 8.85],
    [
      '5: parking in steps', aTariff([element([start, perKwh, parking(2, 20, 900)])]),
      aSession(noon, [{ minutes: 60, kwh: 20 }, parked(40)]), 7, 7.9,
    ],
    ['6: by current, Monday', complex(1.25), aSession(monday('09:30'), [{ minutes: 165, kwh: 9, currentA: 16 }, parked(42)]), 9, 10.3],
    // The amounts of the vector follow from 1.20 an hour; at the 1.25 that stands beside them they are these.
    ['7: by current, Saturday', complex(1.25), aSession(saturday('13:30'), [{ minutes: 114, kwh: 9, currentA: 43 }, parked(71)]), 12.375, 13.975],
    ['7: with the price of its amounts', complex(1.2), aSession(saturday('13:30'), [{ minutes: 114, kwh: 9, currentA: 43 }, parked(71)]), 12.28, 13.861],
    ['8: a switch and parking in steps', steps, aSession(monday('16:55'), [{ minutes: 10 }, parked(2)]), 0.55, 0.55],
    ['9: a switch, charging in steps', steps, aSession(monday('16:35'), [{ minutes: 35 }]), 1.3, 1.3],
    ['10: parking becomes free', steps, aSession(monday('19:40'), [{ minutes: 12 }, parked(20)]), 0.73, 0.73],
    [
      '11: by power', byPower,
      aSession(noon, [{ minutes: 10, kwh: 1 }, { minutes: 50, kwh: 40 }, { minutes: 7.5, kwh: 0.5 }]), 20.3, 20.3,
    ],
    ['12: by duration', byDuration, aSession(noon, [{ minutes: 30, kwh: 5 }, { minutes: 10, kwh: 1.2 }]), 0.3, 0.3],
    ['13: step of 1 Wh', aTariff([element(energy(0.25, null, 1))]), aSession(noon, wh(115.2)), 0.029, 0.029],
    ['13: step of 25 Wh', aTariff([element(energy(0.25, null, 25))]), aSession(noon, wh(115.2)), 0.03125, 0.03125],
    ['13: step of 500 Wh', aTariff([element(energy(0.25, null, 500))]), aSession(noon, wh(115.2)), 0.125, 0.125],
    ['14: energy over a switch', energySwitch, aSession(monday('16:00'), [{ minutes: 60, kwh: 4.3 }, { minutes: 60, kwh: 1.1 }]), 1.184, 1.184],
    ['15: time over a switch', timeSwitch, aSession(monday('16:54'), [{ minutes: 28, kwh: 3 }]), 3.3, 3.3],
  ])('%s', (_name, tariff, session, net, gross) => {
    expect(exactOf(priceSession(tariff, session))).toEqual([net, gross])
  })

  it('6: says the parts: 2.875, 3.30 and 4.125 with tax, 42 minutes billed as 45', () => {
    const { lines } = priceSession(complex(1.25), aSession(monday('09:30'), [{ minutes: 165, currentA: 16 }, parked(42)]))
    expect(lines.map(({ dimension, gross, quantity, stepUp }) => [dimension, gross / 100_000, quantity, stepUp])).toEqual([
      ['flat', 2.875, 1, 0],
      ['time', 3.3, minutes(165), 0],
      ['parking-time', 4.125, minutes(45), minutes(3)],
    ])
  })

  it('4: shows what the maximum takes off as lines of their own', () => {
    const { lines, invoice } = priceSession(maximum, aSession(noon, [{ minutes: 60, kwh: 50 }]))
    const limits = lines.filter(({ dimension }) => dimension === 'limit')
    expect(limits.every(({ cause, rule }) => cause === 'above-maximum' && rule.name === 'Day tariff')).toBe(true)
    expect(limits.reduce((sum, { net }) => sum + net, 0)).toBe(eur(-3))
    expect([invoice.net, invoice.gross]).toEqual([eur(10), eur(11)])
  })
})

describe('OCPI mod_tariffs, examples with a reservation', () => {
  const session = (reserved: number) => ({
    ...aSession(noon, [{ minutes: 60, kwh: 20 }]),
    reservation: { from: Date.parse(noon) - minutes(reserved), to: Date.parse(noon), outcome: 'used' as const },
  })
  const expired = (reserved: number) => ({
    ...aSession(noon, []),
    reservation: { from: Date.parse(noon) - minutes(reserved), to: Date.parse(noon), outcome: 'expired' as const },
  })
  const usual = [element(start), element(perKwh)]
  const ofTime = aTariff([element(time(5, 20, 60), { reservation: 'reservation' }), ...usual])
  const withFee = aTariff([element([flat(2, 20), time(5, 20, 300)], { reservation: 'reservation' }), ...usual])
  const expireFee = aTariff([
    element(flat(4, 20), { reservation: 'reservation-expires' }), element(time(2, 20, 600), { reservation: 'reservation' }), ...usual,
  ])
  const expireTime = aTariff([
    element(time(6, 20, 600), { reservation: 'reservation-expires' }), element(time(3, 20, 600), { reservation: 'reservation' }), ...usual,
  ])

  it.each([
    ['15: 15 minutes', ofTime, session(15), 6.75, 7.6],
    ['16: 13 minutes billed as 15, and a fee', withFee, session(13), 8.75, 10],
    ['17: 22 minutes billed as 30', expireFee, session(22), 6.5, 7.3],
    ['17: expired', expireFee, expired(60), 6, 7.2],
    ['18: 22 minutes billed as 30', expireTime, session(22), 7, 7.9],
    ['18: expired', expireTime, expired(90), 9, 10.8],
  ])('%s', (_name, tariff, priced, net, gross) => {
    expect(exactOf(priceSession(tariff, priced))).toEqual([net, gross])
  })
})

describe('KPI definitions 9.3, idle fee with grace', () => {
  const idleFee = { pricePerMinute: eur(0.1), taxRatePpm: percent(19), graceMinutes: 10, cap: null, hours: null }
  const tariff = aTariff([element(energy(0))], { idleFee })
  const price = (phases: Parameters<typeof aSession>[1], changes: Partial<typeof idleFee> = {}, at = noon) =>
    priceSession({ ...tariff, idleFee: { ...idleFee, ...changes } }, aSession(at, phases)).exact.net / 100_000
  const charged = { minutes: 60, kwh: 10 }
  const waiting = (count: number) => ({ minutes: count, state: 'suspended-evse' as const })

  it.each([
    ['1: 37 minutes with 10 of grace', [charged, parked(37)], 2.7],
    ['2: 9 minutes', [charged, parked(9)], 0],
    ['3: 37 minutes, 15 of them caused by load management', [charged, parked(12), waiting(15), parked(10)], 1.2],
    ['a minute that began counts', [charged, parked(10.5)], 0.1],
    ['charging that resumes does not bring a new grace', [charged, parked(8), charged, parked(8)], 0.6],
    ['waiting before the first kWh is not idle', [parked(30), charged, parked(12)], 0.2],
    ['what is unclear is not billed', [charged, { minutes: 60, state: 'idle' as const }], 0],
  ])('%s', (_name, phases, amount) => {
    expect(price(phases)).toBe(amount)
  })

  it.each([
    ['S1: 45 minutes of the vehicle', [{ minutes: 90, kwh: 18.2 }, parked(45)], 35],
    ['S3: 30 minutes of the station', [{ minutes: 110, kwh: 22.4 }, waiting(30)], 0],
  ])('section 12, billable idle of %s', (_name, phases, count) => {
    const { lines } = priceSession(tariff, aSession(monday('06:10'), phases))
    expect(lines.filter(({ cause }) => cause === 'idle').reduce((sum, { quantity }) => sum + quantity, 0)).toBe(count)
  })

  it('ends at the cap and says so', () => {
    expect(price([charged, parked(600)], { cap: eur(12) } as object)).toBe(12)
  })

  it('runs within the hours given only', () => {
    const hours = { startTime: '08:00', endTime: '22:00' }
    expect(price([{ minutes: 20, kwh: 5 }, parked(120)], { hours } as object, monday('21:00'))).toBe(3)
    expect(price([{ minutes: 20, kwh: 5 }, parked(120)], { hours } as object, monday('22:00'))).toBe(0)
  })

  it('says which minutes were free and which cost', () => {
    const session = aSession(noon, [charged, parked(37)])
    const lines = priceSession(tariff, session).lines.filter(({ dimension }) => dimension === 'idle')
    expect(lines.map(({ cause, quantity, from, to }) => [cause, quantity, (from ?? 0) - session.start, (to ?? 0) - session.start])).toEqual([
      ['idle-grace', 10, minutes(60), minutes(70)],
      ['idle', 27, minutes(70), minutes(97)],
    ])
  })
})
