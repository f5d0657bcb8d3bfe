import { expect, it } from 'vitest'
import { monthNow, rangeOfMonth } from './signed-month'

it('a month goes to the begin of the next one', () => {
  expect(monthNow(new Date(2026, 0, 31))).toBe('2026-01')
  expect(rangeOfMonth('2026-12')).toEqual({ from: new Date(2026, 11, 1).getTime(), to: new Date(2027, 0, 1).getTime() })
})
