import { expect, it } from 'vitest'
import { formatOffset, formatRate, offsetFrom, rateFrom } from './rate'

it('writes rates with their unit', () => {
  expect([formatRate(16, 'A'), formatRate(6_900, 'W'), formatRate(12.5, 'A')].map((text) => text.replace('\u00a0', ' '))).toEqual(['16 A', '6.9 kW', '12.5 A'])
})

it.each([['6:30', 23_400], ['26', 93_600], ['0:05', 300], ['1.5', 5_400], ['', null], ['x', null], ['1:75', null]])('reads the offset %s', (text, seconds) => {
  expect(offsetFrom(text)).toBe(seconds)
})

it('writes an offset as it is read', () => expect(offsetFrom(formatOffset(93_900))).toBe(93_900))
it('takes kilowatts back to watts', () => expect([rateFrom(6.9, 'W'), rateFrom(6.25, 'A')]).toEqual([6_900, 6.3]))
