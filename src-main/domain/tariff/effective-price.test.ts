import { expect, it } from 'vitest'
import { effectivePricePerKwh } from './effective-price'
import { eur, kwh } from './testing/builders'

it.each([
  ['all lines together', 6.1, 20, 0.305],
  ['rounded to a thousandth of a cent', 1, 3, 0.33333],
  ['not below 100 Wh', 1, 0.0999, null],
  ['from 100 Wh on', 1, 0.1, 10],
])('KPI definitions 9.4: the effective price of a kWh, %s', (_name, amount, energy, expected) => {
  expect(effectivePricePerKwh({ amount: eur(amount), energyMwh: kwh(energy) })).toBe(expected === null ? null : eur(expected))
})
