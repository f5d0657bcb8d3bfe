import { expect, it } from 'vitest'
import { type PowerReading, powerDrop, powerSwing } from './power-pattern'

const MINUTE = 60_000
/** Kilowatts, a minute apart. */
const every = (minutes: number, ...kilowatts: number[]): PowerReading[] => kilowatts.map((kw, index) => ({ at: index * minutes * MINUTE, watts: kw * 1000 }))
const usual = { threshold: 50, lookBack: 5 }

it.each([
  ['half of the mean for two minutes', every(1, 22, 22, 22, 22, 22, 10, 10, 10), null, true],
  ['not yet two minutes', every(1, 22, 22, 22, 22, 22, 10, 10), null, false],
  ['not below half', every(1, 22, 22, 22, 22, 22, 11, 11, 11), null, false],
  ['up again in between', every(1, 22, 22, 22, 22, 22, 10, 22, 10), null, false],
  ['to nothing', every(1, 22, 22, 22, 0, 0, 0), null, true],
  ['the limit changed with it', every(1, 22, 22, 22, 22, 22, 10, 10, 10), 5 * MINUTE, false],
  ['the limit changed long before', every(1, 22, 22, 22, 22, 22, 22, 22, 10, 10, 10), 0, true],
  ['nothing flowed before', every(1, 0, 0, 0, 0, 0, 0, 0, 0), null, false],
  ['readings five minutes apart tell too little', every(5, 22, 22, 22, 10, 10), null, false],
  ['no readings', [], null, false],
])('power drop: %s', (_name, readings, limitChangedAt, isDrop) => {
  expect(powerDrop({ readings, limitChangedAt }, usual) !== null).toBe(isDrop)
})

it('a power drop says from what to what, and since when', () => {
  const readings = every(1, 20, 22, 24, 22, 22, 8, 6, 10)
  expect(powerDrop({ readings, limitChangedAt: null }, usual)).toEqual({ since: 5 * MINUTE, fromW: 22_000, toW: 8_000 })
})

it.each([
  ['four changes of 30 %', every(1, 10, 6, 10, 6, 10), null, true],
  ['three changes', every(1, 10, 10, 6, 10, 6), null, false],
  ['changes below 30 %', every(1, 10, 7.5, 10, 7.5, 10), null, false],
  ['up and down count alike', every(0.5, 7, 10, 7, 10, 7), null, true],
  ['the limit changed', every(1, 10, 6, 10, 6, 10), 3 * MINUTE, false],
  ['spread over more than five minutes', every(2, 10, 6, 10, 6, 10), null, false],
])('power swing: %s', (_name, readings, limitChangedAt, isSwing) => {
  expect(powerSwing({ readings, limitChangedAt }, { threshold: 4, lookBack: 5 }) !== null).toBe(isSwing)
})
