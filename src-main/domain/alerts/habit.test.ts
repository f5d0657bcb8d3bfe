import { expect, it } from 'vitest'
import { anomaliesOf, habitOf, type PastSession } from './habit'

const HOUR = 3_600_000
const past = (count: number): PastSession[] => Array.from({ length: count }, (_, n) => ({ durationMs: (1 + (n % 5) / 4) * HOUR, energyWh: 10_000 + 1_000 * (n % 5), price: n % 5 }))
/** Quarters of 1.25 and 1.75 h, 11 and 13 kWh. */
const habit = habitOf(past(50), 3)
const aSession = { durationMs: 1.5 * HOUR, energyWh: 12_000, price: 2, isEnded: true }

it.each([
  ['as always', {}, []],
  ['longer than three ranges above the quarter', { durationMs: 3.5 * HOUR }, ['duration above']],
  ['just within', { durationMs: 3.2 * HOUR }, []],
  ['much energy', { energyWh: 20_000 }, ['energy above']],
  ['hardly any energy', { energyWh: 3_000 }, ['energy below']],
  ['hardly any energy yet', { energyWh: 3_000, isEnded: false }, []],
  ['both', { durationMs: 9 * HOUR, energyWh: 60_000 }, ['duration above', 'energy above']],
  ['dear', { price: 12 }, ['price above']],
  ['without a price', { price: null }, []],
])('a session that is %s', (_name, overrides, expected) => {
  expect(anomaliesOf({ ...aSession, ...overrides }, habit).map(({ figure, side }) => `${figure} ${side}`)).toEqual(expected)
})

it('fewer than twenty sessions are no habit', () => {
  expect(habitOf(past(19), 3)).toEqual({ duration: null, energy: null, price: null })
})

it('sessions that are all alike have a range too', () => {
  const alike = habitOf(past(25).map(() => ({ durationMs: HOUR, energyWh: 10_000, price: null })), 3)
  expect(alike.energy).toEqual({ from: 5_000, median: 10_000, to: 15_000, sessions: 25 })
  expect(alike.price).toBeNull()
})
