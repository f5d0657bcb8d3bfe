import { describe, expect, it } from 'vitest'
import { dayOf } from '../tariff/site-time'
import { boundsOf, dateOf, daysIn, hoursPassed, openSpans } from './calendar'
import { lengthOf } from './spans'

const HOUR = 3_600_000
const berlin = 'Europe/Berlin'

describe('local days', () => {
  it.each([['2025-03-29', 24], ['2025-03-30', 23], ['2025-10-26', 25]])('%s in Berlin has %d hours', (date, hours) => {
    const { from, to } = boundsOf(berlin, dayOf(date))
    expect((to - from) / HOUR).toBe(hours)
    expect(daysIn(berlin, { from, to }).map(dateOf)).toEqual([date])
  })

  it('open as long as the clock says, also where it changes', () => {
    const open = (date: string) => lengthOf(openSpans([{ days: [7], from: '01:00', to: '24:00' }], berlin, { first: dayOf(date), last: dayOf(date) })) / HOUR
    expect(['2025-03-30', '2025-10-26', '2025-11-02', '2025-11-03'].map(open)).toEqual([22, 24, 23, 0])
  })

  it('have hours of the week: one less and one more where the clock changes, and of today what has passed', () => {
    const hours = (date: string, until = Infinity) => {
      const { from, to } = boundsOf(berlin, dayOf(date))
      return hoursPassed(berlin, [{ from, to: Math.min(to, from + until) }])[6]?.slice(0, 5).map((ms) => ms / HOUR)
    }
    expect(hours('2025-03-30')).toEqual([1, 1, 0, 1, 1])
    expect(hours('2025-10-26')).toEqual([1, 1, 2, 1, 1])
    expect(hours('2025-11-02', 1.6 * HOUR)).toEqual([1, expect.closeTo(0.6), 0, 0, 0])
  })
})
