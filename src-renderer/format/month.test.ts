import { expect, it } from 'vitest'
import { monthOfDate, shiftMonth } from './month'

it.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s and %d more are %s', (month, by, shifted) => expect(shiftMonth(month, by)).toBe(shifted))

it('is that of the calendar on the wall', () => expect(monthOfDate(new Date(2026, 0, 31, 23, 59))).toBe('2026-01'))
