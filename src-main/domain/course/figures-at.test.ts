import { describe, expect, it } from 'vitest'
import { activityOf } from './activity'
import type { Course, CourseReading } from './course'
import { figuresAt, playbackInstants } from './figures-at'

const MIN = 60_000
/** The example of the KPI definitions 7: minutes and kWh. */
const readings = ([[0, 0], [5, 0.9], [10, 1.8], [15, 2.5], [20, 2.5], [25, 2.5], [30, 2.5], [35, 2.6]] as const)
  .map(([minute, kwh]): CourseReading => ({ at: minute * MIN, energyMwh: Math.round(kwh * 1e6), powerW: minute === 0 ? null : kwh * 1000 }))
const aCourse = (more: Partial<Course> = {}): Course => ({
  from: 0, to: 35 * MIN, readings, isFollowed: true, states: [{ at: 0, state: 'charging' }, { at: 15 * MIN, state: 'suspended-ev' }], hindrances: [], ...more,
})

describe('the figures of a session at an instant', () => {
  it.each([
    { minute: 0, energyWh: 0, charging: 0, inactivity: 0, pause: null, powerW: null },
    { minute: 7.5, energyWh: 1350, charging: 7.5, inactivity: 0, pause: null, powerW: 900 },
    { minute: 20, energyWh: 2500, charging: 15, inactivity: 5, pause: 'vehicle', powerW: 0 },
    { minute: 32.5, energyWh: 2550, charging: 17.5, inactivity: 15, pause: null, powerW: 2500 },
    { minute: 90, energyWh: 2600, charging: 20, inactivity: 15, pause: null, powerW: 2600 },
  ])('are at minute $minute: $energyWh Wh, $inactivity min without energy', ({ minute, energyWh, charging, inactivity, pause, powerW }) => {
    expect(figuresAt(aCourse(), minute * MIN)).toMatchObject({
      energyWh, chargingMs: charging * MIN, inactivityMs: inactivity * MIN, pause, powerW,
    })
  })

  it('are at the end what the session has', () => {
    const course = aCourse()
    const { durationMs, chargingMs, inactivityMs, inactivityClass, bySide } = activityOf(course)
    expect(figuresAt(course, course.to)).toMatchObject({ durationMs, chargingMs, inactivityMs, inactivityClass, bySide })
  })

  it('say nothing of the time where only start and end are known', () => {
    const course = aCourse({ readings: readings.filter((_, index) => index === 0 || index === 7), isFollowed: false })
    expect(figuresAt(course, 10 * MIN)).toMatchObject({ chargingMs: null, inactivityMs: null, inactivityClass: null, bySide: null })
  })

  it('are played at even steps and at each change, once', () => {
    const instants = playbackInstants(aCourse(), 10)
    expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b))
    expect(instants).toEqual(expect.arrayContaining([0, 3.5 * MIN, 15 * MIN, 30 * MIN, 35 * MIN]))
  })
})
