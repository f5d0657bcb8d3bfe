import type { CurvePoint, SessionRow } from '#contract/sessions'
import { describe, expect, it } from 'vitest'
import { curveSeries, mergeCurve } from './curve'

const session = {} as SessionRow // the curve never looks at it

const aPoint = (at: number, fields: Partial<CurvePoint> = {}): CurvePoint => ({
  at, powerW: 11_000, powerDerived: false, energyWh: at / 10, socPercent: null, ...fields,
})
const minutes = (...at: number[]) => at.map((minute) => aPoint(minute * 60_000))
const instants = (points: readonly CurvePoint[]) => points.map(({ at }) => at / 60_000)

describe('mergeCurve', () => {
  it('starts over with a snapshot, in order of time', () => {
    const merged = mergeCurve(minutes(7), { kind: 'snapshot', session, points: minutes(2, 1, 3) })
    expect(instants(merged)).toEqual([1, 2, 3])
  })

  it('appends later points', () => {
    const merged = mergeCurve(minutes(1, 2), { kind: 'append', session, points: minutes(3, 4) })
    expect(instants(merged)).toEqual([1, 2, 3, 4])
  })

  it('puts late points in their place', () => {
    const merged = mergeCurve(minutes(1, 4), { kind: 'append', session, points: minutes(2, 3) })
    expect(instants(merged)).toEqual([1, 2, 3, 4])
  })

  it('sorts points that come out of order among themselves', () => {
    const merged = mergeCurve(minutes(1), { kind: 'append', session, points: minutes(3, 2) })
    expect(instants(merged)).toEqual([1, 2, 3])
  })

  it('replaces a point that is told again', () => {
    const merged = mergeCurve(minutes(1, 2), {
      kind: 'append', session, points: [aPoint(120_000, { socPercent: 40 })],
    })
    expect(merged).toHaveLength(2)
    expect(merged[1]?.socPercent).toBe(40)
  })

  it('keeps the same points when nothing was added, so that nothing is drawn again', () => {
    const points = minutes(1, 2)
    expect(mergeCurve(points, { kind: 'append', session, points: [] })).toBe(points)
  })
})

describe('curveSeries', () => {
  const values = (points: [number, number | null][]) => points.map(([, value]) => value)

  it('converts to kW and kWh', () => {
    const series = curveSeries([aPoint(0, { powerW: 7_400, energyWh: 1_250 })])
    expect(values(series.powerKw)).toEqual([7.4])
    expect(values(series.energyKwh)).toEqual([1.25])
  })

  it('breaks the line where the station was silent for more than three intervals', () => {
    const series = curveSeries(minutes(0, 1, 2, 3, 20, 21))
    expect(values(series.powerKw)).toEqual([11, 11, 11, 11, null, 11, 11])
    expect(values(series.energyKwh).filter((value) => value === null)).toHaveLength(1)
  })

  it('joins readings of one quantity that come in messages of their own (quirk M21)', () => {
    const points = [0, 1, 2, 3, 4].flatMap((minute) => [
      aPoint(minute * 60_000, { energyWh: null }),
      aPoint(minute * 60_000 + 500, { powerW: null }),
    ])
    const series = curveSeries(points)
    expect(series.powerKw).toHaveLength(5)
    expect(values(series.powerKw)).not.toContain(null)
  })

  it('draws derived power as a line of its own that starts at the last measured reading', () => {
    const series = curveSeries([
      aPoint(0, { powerW: 1_000 }),
      aPoint(60_000, { powerW: 2_000, powerDerived: true }),
      aPoint(120_000, { powerW: 3_000, powerDerived: true }),
      aPoint(180_000, { powerW: 4_000 }),
    ])
    expect(series.derivedPowerKw).toEqual([[0, null], [0, 1], [60_000, 2], [120_000, 3], [180_000, null]])
    expect(series.powerKw).toEqual([[0, 1], [60_000, null], [120_000, null], [120_000, 3], [180_000, 4]])
  })

  it('has no battery line when the car told none', () => {
    expect(curveSeries(minutes(1, 2)).socPercent).toEqual([])
  })
})
