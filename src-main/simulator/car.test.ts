import { describe, expect, it } from 'vitest'
import { carModels, charged, powerTaken, readingOf, type Car, type CarModel } from './car'
import { randomFrom } from './random'
import type { ConnectorPlan } from './station-plan'

const ac22: ConnectorPlan = { kind: 'ac', maxPowerW: 22_000, phases: 3 }
const dc150: ConnectorPlan = { kind: 'dc', maxPowerW: 150_000, phases: 0 }

function aCar(overrides: Partial<CarModel> = {}, socPercent = 30): Car {
  const model = { ...carModels[0], ...overrides }
  return { model, batteryWh: model.batteryWh, socPercent, targetPercent: 100 }
}

describe('a car', () => {
  it.each([
    ['a three-phase car takes what it can', aCar({ maxAcPowerW: 11_000, acPhases: 3 }), ac22, 11_000],
    ['a single-phase car takes one phase of the connector', aCar({ maxAcPowerW: 7_400, acPhases: 1 }), ac22, 22_000 / 3],
    ['the connector limits the car', aCar({ maxDcPowerW: 250_000 }), dc150, 150_000],
    ['DC tapers above 80 percent', aCar({ maxDcPowerW: 100_000 }, 90), dc150, 22_000],
    ['AC tapers near the end', aCar({ maxAcPowerW: 11_000, acPhases: 3 }, 96), ac22, 5_500],
    ['a full battery still takes a trickle', aCar({ maxDcPowerW: 100_000 }, 100), dc150, 5_000],
  ])('%s', (_name, car, connector, powerW) => {
    expect(powerTaken(car, connector)).toBeCloseTo(powerW, 0)
  })

  it('never takes more on DC the fuller it is, above the plateau', () => {
    const powers = Array.from({ length: 56 }, (_, step) => powerTaken(aCar({}, 45 + step), dc150))
    expect(powers).toEqual([...powers].sort((a, b) => b - a))
  })

  it('gains charge with losses and never more than full', () => {
    expect(charged(aCar({ batteryWh: 50_000 }, 50), 5_000).socPercent).toBeCloseTo(59.3)
    expect(charged(aCar({}, 99), 50_000).socPercent).toBe(100)
  })

  it('reads currents and voltages that fit the power', () => {
    const { currentA, voltageV } = readingOf(aCar({ acPhases: 3 }), ac22, 11_000, randomFrom('x'))
    const watts = (currentA as number[]).reduce((sum, amps, phase) => sum + amps * ((voltageV as number[])[phase] ?? 0), 0)
    expect(watts).toBeCloseTo(11_000, 3)
    const one = readingOf(aCar({ acPhases: 1 }), ac22, 3_700, randomFrom('x')).currentA as number[]
    expect(one.slice(1)).toEqual([0, 0])
    const dc = readingOf(aCar(), dc150, 50_000, randomFrom('x'))
    expect((dc.currentA as number) * (dc.voltageV as number)).toBeCloseTo(50_000, 3)
    expect(dc.socPercent).toBe(30)
  })
})

describe('a seeded generator', () => {
  it('repeats itself for a seed, and stays in its range', () => {
    const draw = (seed: string) => {
      const random = randomFrom(seed)
      return Array.from({ length: 2_000 }, () => random.integer(1, 6))
    }
    expect(draw('a')).toEqual(draw('a'))
    expect(draw('a')).not.toEqual(draw('b'))
    expect(new Set(draw('a'))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    const mean = draw('a').reduce((sum, value) => sum + value, 0) / 2_000
    expect(Math.abs(mean - 3.5)).toBeLessThan(0.2)
  })
})
