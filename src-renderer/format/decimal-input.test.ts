import { expect, it } from 'vitest'
import { decimalText, readDecimal } from './decimal-input'

it.each([['', null], [' 63 ', 63], ['52,5163', 52.5163], ['-13.4', -13.4], ['.5', 0.5], ['1.000,5', NaN], ['1e3', NaN], ['32 A', NaN]])(
  'reads "%s" as %s',
  (text, value) => expect(readDecimal(text)).toBe(value),
)

it('writes a number so that it is read again, and nothing for none', () => {
  expect([52.516312, 1250, -0.5].map((value) => readDecimal(decimalText(value)))).toEqual([52.516312, 1250, -0.5])
  expect(decimalText(null)).toBe('')
})
