import type { Opening } from '#contract/organisation'
import { DAY, localAt, msOfDayOf, offsetAt, startOfDay, weekdayOf } from '../tariff/site-time'
import { type Span, union } from './spans'

/** Local days of a site, 23 or 25 hours long where the clock changes (KPI definitions 0). */

export const dayAt = (timeZone: string, at: number): number => localAt(timeZone, at).day

export const boundsOf = (timeZone: string, day: number): Span => ({ from: startOfDay(timeZone, day), to: startOfDay(timeZone, day + 1) })

/** "2026-11-20" of a local day, see `dayOf`. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Days whose parts lie in a span. */
export function daysIn(timeZone: string, { from, to }: Span): number[] {
  const first = dayAt(timeZone, from)
  return Array.from({ length: dayAt(timeZone, Math.max(from, to - 1)) - first + 1 }, (_, index) => first + index)
}

const HOUR = 3_600_000
const QUARTER = HOUR / 4

/** How much time of some days lies in which hour of the week: seven lists, Monday first, of 24 hours as the clock shows them. */
export function hoursPassed(timeZone: string, days: readonly Span[]): number[][] {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { from, to } of days) {
    const hours = week[weekdayOf(dayAt(timeZone, from))] ?? []
    if (to - from === DAY) hours.forEach((ms, hour) => (hours[hour] = ms + HOUR))
    else for (let at = from; at < to; at += QUARTER) {
      const hour = Math.floor(localAt(timeZone, at).msOfDay / HOUR)
      hours[hour] = (hours[hour] ?? 0) + Math.min(QUARTER, to - at)
    }
  }
  return week
}

/** When a site is open over some days. Null: day and night. */
export function openSpans(hours: readonly Opening[] | null, timeZone: string, days: { first: number; last: number }): Span[] {
  const whole = { from: startOfDay(timeZone, days.first), to: startOfDay(timeZone, days.last + 1) }
  if (hours === null) return [whole]
  const spans: Span[] = []
  for (let day = days.first; day <= days.last; day += 1) {
    const weekday = weekdayOf(day) + 1
    for (const opening of hours) {
      if (opening.days.includes(weekday)) spans.push({ from: instantOf(timeZone, day, opening.from), to: instantOf(timeZone, day, opening.to) })
    }
  }
  return union(spans)
}

/** The instant of a time of day; where it does not exist, that which the clock before the change would show. */
function instantOf(timeZone: string, day: number, time: string): number {
  const ms = msOfDayOf(time)
  if (ms === DAY) return startOfDay(timeZone, day + 1)
  const wall = day * DAY + ms
  const guess = wall - offsetAt(timeZone, wall - offsetAt(timeZone, startOfDay(timeZone, day)))
  return Math.max(guess, startOfDay(timeZone, day))
}
