import { expect, it } from 'vitest'
import type { Course } from '../course/course'
import { pricedSessionOf } from './priced-course'

const MIN = 60_000
const reading = (minute: number, kwh: number, powerW: number | null = null) => ({ at: minute * MIN, energyMwh: Math.round(kwh * 1e6), powerW })
const aCourse = (overrides: Partial<Course> = {}): Course => ({
  from: 0, to: 60 * MIN, readings: [reading(0, 0), reading(20, 4), reading(60, 4)], isFollowed: true, states: [], hindrances: [], ...overrides,
})
const shortOf = (course: Course) =>
  pricedSessionOf(course, 'UTC').intervals.map(({ from, to, energyMwh, state }) => [from / MIN, to / MIN, energyMwh / 1e6, state])

it('bills what the windows show: charging, waiting of the vehicle, waiting that the station caused, and nobody knows', () => {
  const hindrances = [{ from: 30 * MIN, to: 40 * MIN, cause: 'limit' as const }]
  const states = [{ at: 20 * MIN, state: 'suspended-ev' as const }, { at: 50 * MIN, state: null }]
  expect(shortOf(aCourse({ states, hindrances }))).toEqual([
    [0, 20, 4, 'charging'],
    [20, 30, 0, 'suspended-ev'],
    [30, 40, 0, 'suspended-evse'],
    [40, 50, 0, 'suspended-ev'],
    [50, 60, 0, 'idle'],
  ])
})

it('takes a session of which only start and end are known by its energy', () => {
  const readings = [reading(0, 0), reading(60, 7)]
  expect(shortOf(aCourse({ readings, isFollowed: false }))).toEqual([[0, 60, 7, 'charging']])
})

it('has parts that sum up to the energy of the session, and the power that was measured', () => {
  const readings = [reading(0, 0, 11_000), reading(7, 1.000001, 9_000), reading(13, 1.9999999), reading(60, 3.3333333)]
  const { intervals } = pricedSessionOf(aCourse({ readings }), 'UTC')
  expect(intervals.reduce((sum, { energyMwh }) => sum + energyMwh, 0)).toBe(3_333_333)
  expect(intervals[0]?.powerW).toBe(10_000)
  expect(intervals[1]?.powerW).toBe(null)
})
