import { describe, expect, it } from 'vitest'
import { priceNow } from './price-now'
import { priceSession } from './price-session'
import { sessionUntil } from './priced-session'
import { aSession, aTariff, element, energy, eur, minutes, monday, parking, percent, time } from './testing/builders'

const idleFee = { pricePerMinute: eur(0.1), taxRatePpm: percent(19), graceMinutes: 10, cap: eur(2), hours: null }
const tariff = aTariff(
  [element(energy(0.3), { endTime: '17:00' }), element([energy(0.5), time(6), parking(3)])],
  { idleFee },
)
const session = aSession(monday('16:30'), [
  { minutes: 60, kwh: 10 }, { minutes: 20, state: 'suspended-evse' }, { minutes: 60, state: 'suspended-ev' },
])
const at = (minute: number) => sessionUntil(session, session.start + minutes(minute))
const now = (minute: number) => {
  const { perKwh, perHour, runs, idlePerMinute, graceLeftMs } = priceNow(tariff, at(minute))
  return [perKwh, perHour, runs, idlePerMinute, graceLeftMs]
}

describe('the price of a running session', () => {
  it.each([
    ['charging before the switch', 10, [eur(0.3), eur(6), 'time', null, null]],
    ['charging from the minute of the switch', 30, [eur(0.5), eur(6), 'time', null, null]],
    ['waiting for the station', 70, [eur(0.5), null, null, null, null]],
    ['the vehicle pauses, in its grace', 84, [eur(0.5), eur(3), 'parking-time', null, minutes(6)]],
    ['after the grace', 95, [eur(0.5), eur(3), 'parking-time', eur(0.1), null]],
    ['at the cap', 120, [eur(0.5), eur(3), 'parking-time', 0, null]],
  ])('says what the next kWh and hour cost: %s', (_name, minute, expected) => {
    expect(now(minute)).toEqual(expected)
  })

  it('so far, it costs what it would if it ended now', () => {
    expect(priceSession(tariff, at(30)).exact.net).toBe(eur(1.5 + 3))
    expect(priceSession(tariff, at(60)).exact.net).toBe(eur(1.5 + 2.5 + 6))
    expect(priceSession(tariff, at(95)).exact.net).toBe(eur(1.5 + 2.5 + 6 + 0.75 + 0.5))
  })

  it('a session of which nothing is known yet costs nothing now', () => {
    expect(priceNow(aTariff([element(time(6))]), aSession(monday('12:00'), []))).toMatchObject({ perKwh: null, perHour: null, runs: null })
  })
})
