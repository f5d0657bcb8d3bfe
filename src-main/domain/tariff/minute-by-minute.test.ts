import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DayOfWeek, daysOfWeek, type TariffElement, type TariffRestrictions } from '#contract/tariff'
import { priceSession } from './price-session'
import type { PricedInterval, PricedSession } from './priced-session'
import { aTariff, kwh, minutes } from './testing/builders'

/** Another way to the same price: ask at each minute what the wall clock of the site shows, and add up. */
function minuteByMinute(elements: readonly TariffElement[], { start, intervals, timeZone }: PricedSession): number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone, hourCycle: 'h23', weekday: 'long', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  let sum = 0
  for (const { from, to, energyMwh, state } of intervals) {
    for (let at = from; at < to; at += minutes(1)) {
      const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
      const fits = ({ startTime = '00:00', endTime, startDate, endDate, dayOfWeek, minDurationS, maxDurationS }: TariffRestrictions) => {
        const [time, date] = [`${shown['hour']}:${shown['minute']}`, `${shown['year']}-${shown['month']}-${shown['day']}`]
        const isOver = endTime !== undefined && endTime <= startTime
        const isInHours = isOver ? time >= startTime || time < endTime : time >= startTime && time < (endTime ?? '24:00')
        const weekday = shown['weekday']?.toLowerCase() as DayOfWeek
        const seconds = (at - start) / 1000
        return (
          isInHours && date >= (startDate ?? '') && date < (endDate ?? '9') && (dayOfWeek ?? daysOfWeek).includes(weekday) &&
          seconds >= (minDurationS ?? 0) && seconds < (maxDurationS ?? Infinity)
        )
      }
      const price = (dimension: string) =>
        elements
          .filter(({ restrictions }) => fits(restrictions ?? {}))
          .flatMap(({ priceComponents }) => priceComponents)
          .find((component) => component.dimension === dimension)?.price ?? 0
      sum += (price('energy') * energyMwh) / ((to - from) / minutes(1)) / kwh(1)
      if (state === 'charging') sum += price('time') / 60
      if (state === 'suspended-ev') sum += price('parking-time') / 60
    }
  }
  return sum
}

const nights = [Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 3, 4, 2), Date.UTC(2026, 2, 7, 18), Date.UTC(2026, 5, 30, 12)]
const sessions = fc
  .record({
    start: fc.tuple(fc.constantFrom(...nights), fc.nat(1200)).map(([night, minute]) => night + minutes(minute)),
    parts: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 400 }),
        whPerMinute: fc.nat(400),
        state: fc.constantFrom('charging' as const, 'suspended-ev' as const, 'suspended-evse' as const),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
  })
  .map(({ start, parts, timeZone }): PricedSession => {
    let at = start
    const intervals = parts.map(({ count, whPerMinute, state }): PricedInterval => {
      const from = at
      at += minutes(count)
      return { from, to: at, energyMwh: state === 'charging' ? count * whPerMinute * 1000 : 0, state, powerW: null, currentA: null }
    })
    return { start, end: at, intervals, timeZone }
  })

const twoDigits = (value: number) => String(value).padStart(2, '0')
const times = fc.tuple(fc.nat(5), fc.nat(59)).map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`)
const dates = fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-05', '2026-03-08', '2026-07-01')
const restrictions = fc.record(
  {
    startTime: times,
    endTime: times,
    startDate: dates,
    endDate: dates,
    dayOfWeek: fc.constantFrom<DayOfWeek[]>(['saturday'], ['sunday', 'wednesday']),
    minDurationS: fc.nat(600).map((minute) => minute * 60),
    maxDurationS: fc.integer({ min: 1, max: 600 }).map((minute) => minute * 60),
  },
  { requiredKeys: [] },
)
const elements = fc.array(
  fc.record({
    priceComponents: fc.uniqueArray(
      fc.record({
        dimension: fc.constantFrom('energy' as const, 'time' as const, 'parking-time' as const),
        price: fc.nat(1_000_000),
        taxRatePpm: fc.constant(null),
        stepSize: fc.constant(1),
      }),
      { selector: ({ dimension }) => dimension, minLength: 1 },
    ),
    restrictions: fc.option(restrictions),
  }),
  { minLength: 1, maxLength: 5 },
)

it('a price is what the wall clock says minute by minute, also in the nights in which it changes', () => {
  fc.assert(
    fc.property(elements, sessions, (given, session) => {
      const { exact } = priceSession(aTariff(given), session)
      // Three dimensions are rounded to a thousandth of a cent, and the other way adds up fractions.
      expect(Math.abs(exact.net - minuteByMinute(given, session))).toBeLessThan(2)
    }),
    { seed: 20_261_120, numRuns: 300 },
  )
})
