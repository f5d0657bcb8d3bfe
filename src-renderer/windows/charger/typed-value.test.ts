import { expect, it } from 'vitest'
import { readNumber, readNumbers } from './typed-value'

it.each([
  ['16', 16],
  [' 16 ', 16],
  ['-5', null],
  ['', null],
  ['1e9', null],
  ['16.5', null],
  ['16 A', null],
])('reads "%s" as a whole number', (text, value) => {
  expect(readNumber(text, { min: 0, max: 100 })).toBe(value)
})

it('takes a decimal comma where decimals are allowed', () => {
  expect(readNumber('6,5', { min: 0, max: 64, step: 0.1 })).toBe(6.5)
})

it.each([
  ['16, 6,8', [6, 8, 16]],
  ['6; 10.5 6', [6, 10.5]],
  ['', []],
  ['6, x', null],
  ['6, 2000', null],
])('reads "%s" as a list', (text, value) => {
  expect(readNumbers(text, { min: 0, max: 1000 })).toEqual(value)
})
