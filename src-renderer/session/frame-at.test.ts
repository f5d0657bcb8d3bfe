import { describe, expect, it } from 'vitest'
import type { CourseFigures } from '#contract/course'
import { figuresThen, lastUntil } from './frame-at'

const aFrame = (at: number, energyWh: number): CourseFigures => ({
  at, energyWh, durationMs: at, powerW: 0, chargingMs: 0, inactivityMs: 0, inactivityClass: 'low', bySide: null, pause: null, state: null,
})
const aPoint = (at: number, socPercent: number | null) => ({ at, socPercent, powerW: null, powerDerived: false, energyWh: null })

describe('a playback', () => {
  it('shows the figures that held last, the price, and the battery as it was told last', () => {
    const frames = [aFrame(0, 0), aFrame(10, 5), aFrame(20, 9)]
    const points = [aPoint(0, 40), aPoint(8, null), aPoint(12, 44)]
    const price = { currency: 'EUR', isAsRecorded: true, points: [{ at: 0, amount: 0 }, { at: 10, amount: 200 }, { at: 20, amount: 300 }] }
    expect(figuresThen({ frames, points, price }, 11)).toMatchObject({ at: 11, energyWh: 5, durationMs: 11, socPercent: 40, price: { amount: 200, currency: 'EUR' } })
    expect(figuresThen({ frames, points, price: null }, 99)).toMatchObject({ energyWh: 9, socPercent: 44, price: null })
    expect(figuresThen({ frames: [], points, price: null }, 5)).toBeNull()
  })

  it('finds nothing before the first', () => {
    expect(lastUntil([aFrame(5, 1)], 4)).toBeNull()
  })
})
