import { describe, expect, it } from 'vitest'
import type { ChargingState } from '#contract/vocabulary'
import { activityNow, activityOf, inactivityClassOf } from './activity'
import type { Course, CourseReading, Hindrance } from './course'
import { energyAt, splitEnergy } from './energy-at'
import { faultsOf, limitsOf } from './hindrances'
import { stretchesOf } from './stretches'

const MIN = 60_000
/** Minutes and kWh, as the definitions write their examples. */
const aCourse = (points: [number, number][], more: { to?: number; states?: [number, ChargingState][]; hindrances?: Hindrance[] } = {}): Course => {
  const readings = points.map(([minute, kwh]): CourseReading => ({ at: minute * MIN, energyMwh: Math.round(kwh * 1e6), powerW: null }))
  return {
    from: readings[0]?.at ?? 0,
    to: (more.to ?? points.at(-1)?.[0] ?? 0) * MIN,
    readings,
    isFollowed: readings.length > 2,
    states: (more.states ?? []).map(([minute, state]) => ({ at: minute * MIN, state })),
    hindrances: more.hindrances ?? [],
  }
}
const inMinutes = (ms: number | null | undefined) => (ms === null || ms === undefined ? ms : ms / MIN)

describe('energy over time (KPI definitions 5)', () => {
  it('is interpolated at midnight, and the parts sum up to the whole', () => {
    const course = aCourse([[-5, 112], [10, 113.5]])
    expect(energyAt(course, 0)).toBe(112.5e6)
    expect(splitEnergy(course, [-5 * MIN, 0, 10 * MIN])).toEqual([0.5e6, 1e6])
  })

  it('is constant before the first and after the last reading', () => {
    const course = aCourse([[0, 0], [30, 2]])
    expect([energyAt(course, -MIN), energyAt(course, 90 * MIN)]).toEqual([0, 2e6])
  })

  it('keeps the rest of the rounding in the last part', () => {
    const course = { readings: [{ at: 0, energyMwh: 0, powerW: null }, { at: 3, energyMwh: 100, powerW: null }] }
    expect(splitEnergy(course, [0, 1, 2, 3])).toEqual([33, 33, 34])
  })

  it('goes over readings that only told a power', () => {
    const readings = [{ at: 0, energyMwh: 0, powerW: null }, { at: 5, energyMwh: null, powerW: 7000 }, { at: 10, energyMwh: 100, powerW: null }]
    expect(energyAt({ readings }, 5)).toBe(50)
  })
})

describe('inactivity (KPI definitions 7)', () => {
  const example: [number, number][] = [[0, 0], [5, 0.9], [10, 1.8], [15, 2.5], [20, 2.5], [25, 2.5], [30, 2.5], [35, 2.6]]

  it('is what the readings do not explain by power', () => {
    const activity = activityOf(aCourse(example))
    expect([activity.inactivityMs, activity.durationMs, activity.chargingMs].map(inMinutes)).toEqual([15, 35, 20])
    expect(activity.inactivityClass).toBe('medium')
    expect(activity.interruptions).toEqual([{ from: 15 * MIN, to: 30 * MIN, cause: 'unclear' }])
    expect(activity.averagePowerW).toBe(7800)
  })

  it('is not known where only start and stop are', () => {
    expect(activityOf(aCourse([[0, 0], [60, 10]]))).toMatchObject({ chargingMs: null, inactivityMs: null, inactivityClass: null })
  })

  it('is the side of whom the station names, cut at the minute', () => {
    const activity = activityOf(
      aCourse([[0, 0], [15, 3], [30, 3], [45, 3]], { states: [[0, 'charging'], [15, 'suspended-ev'], [35, 'suspended-evse']] }),
    )
    expect(activity.bySide).toEqual({ vehicle: 20 * MIN, station: 10 * MIN, unclear: 0 })
  })

  it('S14: is the side of the station while a limit holds the energy back, whatever the station calls it', () => {
    const limit = { from: 15 * MIN, to: 30 * MIN, cause: 'limit' } as const
    const activity = activityOf(aCourse([[0, 0], [15, 3], [45, 3]], { states: [[15, 'suspended-ev']], hindrances: [limit] }))
    expect(activity.bySide).toEqual({ vehicle: 15 * MIN, station: 15 * MIN, unclear: 0 })
    expect(activity.interruptions).toEqual([])
  })

  it('is billable after the last charging only, and only where the vehicle takes nothing (9.3)', () => {
    const states: [number, ChargingState][] = [[10, 'suspended-ev'], [20, 'charging'], [30, 'suspended-ev'], [52, 'suspended-evse']]
    const activity = activityOf(aCourse([[0, 0], [10, 2], [20, 2], [30, 4], [67, 4]], { states }))
    expect(inMinutes(activity.idleAfterChargingMs)).toBe(22)
    expect(inMinutes(activity.bySide?.vehicle)).toBe(32)
  })

  it('of a running session goes on with what it said last', () => {
    const activity = activityOf(aCourse([[0, 0], [10, 2], [20, 4]], { to: 25, states: [[0, 'charging'], [21, 'suspended-ev']] }))
    expect(inMinutes(activity.chargingMs)).toBe(21)
    expect(inMinutes(activity.bySide?.vehicle)).toBe(4)
  })

  it('is the same whether it is brought up to now or computed anew', () => {
    const course = aCourse([[0, 0], [10, 2], [20, 4], [30, 4]], { to: 55, states: [[0, 'charging'], [22, 'suspended-ev'], [40, 'suspended-evse']] })
    const settled = activityOf({ ...course, to: 30 * MIN })
    expect(activityNow(settled, course)).toEqual(activityOf(course))
  })

  it.each([[9.99, 'low'], [10, 'medium'], [30, 'medium'], [30.1, 'high']])('of %d minutes is %s', (minutes, expected) => {
    expect(inactivityClassOf(minutes * MIN)).toBe(expected)
  })

  it('follows the power where no register comes', () => {
    const readings = [
      { at: 0, energyMwh: 0, powerW: null },
      { at: 10 * MIN, energyMwh: null, powerW: 7000 },
      { at: 20 * MIN, energyMwh: null, powerW: 0 },
      { at: 30 * MIN, energyMwh: 1_200_000, powerW: null },
    ]
    const course = { ...aCourse([[0, 0], [30, 1.2]]), readings, isFollowed: true }
    expect(stretchesOf(course)?.map(({ kind }) => kind)).toEqual(['charging', 'paused', 'charging'])
  })
})

describe('what holds energy back', () => {
  const offered = (minute: number, value: number) => ({ at: minute * MIN, quantity: 'current-offered', phase: null, context: 'periodic', value }) as const

  it('is an offer that no vehicle can take, until a higher one', () => {
    expect(limitsOf([offered(0, 16), offered(10, 0), offered(15, 5), offered(20, 6), offered(30, 0)])).toEqual([
      { from: 10 * MIN, to: 20 * MIN, cause: 'limit' },
      { from: 30 * MIN, to: null, cause: 'limit' },
    ])
  })

  it('is a fault, until the connector is well', () => {
    const changes = [[0, false], [5, true], [7, true], [9, false]] as const
    expect(faultsOf(changes.map(([minute, isFaulted]) => ({ at: minute * MIN, isFaulted })))).toEqual([{ from: 5 * MIN, to: 9 * MIN, cause: 'fault' }])
  })
})
