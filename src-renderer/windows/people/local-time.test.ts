import { expect, it } from 'vitest'
import { fromLocalTime, toLocalTime } from './local-time'

it('keeps an instant to the minute, summer and winter', () => {
  for (const at of [Date.UTC(2026, 0, 15, 23, 5), Date.UTC(2026, 6, 15, 0, 30)]) expect(fromLocalTime(toLocalTime(at))).toBe(at)
})

it('an empty field is no instant, nor is one that cannot be read', () => {
  expect([toLocalTime(null), fromLocalTime(''), fromLocalTime('tomorrow')]).toEqual(['', null, null])
})
