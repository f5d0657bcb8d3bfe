import { describe, expect, it } from 'vitest'
import { DAY, localAt, monthOf, msOfDayOf, offsetAt, startOfDay, stretches, wallClockCuts, weekdayOf, dayOf } from './site-time'

const at = (text: string) => Date.parse(text)
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16)

describe('local time of a site', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', 60],
    ['Europe/Berlin', '2026-03-29T01:00Z', 120],
    ['Europe/Berlin', '2026-10-25T00:59:59.999Z', 120],
    ['Europe/Berlin', '2026-10-25T01:00Z', 60],
    ['America/St_Johns', '2026-07-01T00:00Z', -150],
    ['Asia/Kathmandu', '2026-07-01T00:00Z', 345],
    ['Pacific/Kiritimati', '2026-07-01T00:00Z', 840],
    ['UTC', '2026-07-01T00:00Z', 0],
  ])('%s is at %s %i minutes from UTC', (zone, text, minutes) => {
    expect(offsetAt(zone, at(text)) / 60_000).toBe(minutes)
  })

  it('knows day, weekday and month of an instant', () => {
    const { day, msOfDay } = localAt('Europe/Berlin', at('2026-11-30T23:30Z'))
    expect([monthOf(day), weekdayOf(day), msOfDay, day]).toEqual(['2026-12', 1, 1_800_000, dayOf('2026-12-01')])
  })

  it('begins a day at the first instant of it', () => {
    expect(iso(startOfDay('Europe/Berlin', dayOf('2026-03-29')))).toBe('2026-03-28T23:00')
    // Midnight does not exist on this day: the clock goes from 23:59 to 01:00.
    expect(iso(startOfDay('America/Santiago', dayOf('2026-09-06')))).toBe('2026-09-06T04:00')
  })

  it.each([
    ['spring', '2026-03-29', 23],
    ['autumn', '2026-10-25', 25],
  ])('has a day of other length in %s', (_name, date, hours) => {
    const day = dayOf(date)
    expect((startOfDay('Europe/Berlin', day + 1) - startOfDay('Europe/Berlin', day)) / 3_600_000).toBe(hours)
  })

  it('cuts where the clock shows a time: never when it is skipped, twice when it comes twice, and where it jumps', () => {
    const cuts = (from: string, to: string) =>
      wallClockCuts('Europe/Berlin', { from: at(from), to: at(to) }, [msOfDayOf('02:30')]).map(iso)
    expect(cuts('2026-03-28T23:00Z', '2026-03-29T22:00Z')).toEqual(['2026-03-29T01:00'])
    expect(cuts('2026-10-24T22:00Z', '2026-10-25T23:00Z')).toEqual(['2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30'])
  })

  it('has one stretch where nothing changes', () => {
    expect(stretches('Europe/Berlin', at('2026-05-01T00:00Z'), at('2026-05-01T00:00Z') + 30 * DAY)).toHaveLength(1)
  })
})
