import { describe, expect, it } from 'vitest'
import type { Sample } from '#contract/sessions'
import { bindingLimit, drawnOf, offersOf } from './binding-limit'

const aSample = (at: number, quantity: Sample['quantity'], value: number, phase: Sample['phase'] = null): Sample => ({ at, quantity, phase, context: 'periodic', value })
const drawn = (amps: number | null, watts: number | null = null) => ({ amps, watts })
const offered = (value: number, unit: 'A' | 'W' = 'A') => ({ at: 0, value, unit })

describe('the limit that binds', () => {
  it.each([
    ['the profile, where the vehicle draws up to it', { drawn: drawn(15.6), offered: offered(32), profileA: 16 }, 'profile', 16],
    ['the profile, where the charger passes it on as its offer', { drawn: drawn(15.6), offered: offered(16), profileA: 16 }, 'profile', 16],
    ['the charger, where it offers less than the profile', { drawn: drawn(10), offered: offered(10), profileA: 16 }, 'charger', 10],
    ['the charger, told in watts', { drawn: drawn(null, 48_000), offered: offered(50_000, 'W'), profileA: null }, 'charger', 50_000],
    ['the vehicle, where it draws less than it may', { drawn: drawn(9), offered: offered(32), profileA: 16 }, 'vehicle', 9],
    ['not known without any limit', { drawn: drawn(9), offered: null, profileA: null }, 'unknown', null],
    ['not known while next to nothing flows', { drawn: drawn(0.1), offered: offered(32), profileA: 16 }, 'unknown', null],
    ['not known without what flows', { drawn: drawn(null), offered: offered(32), profileA: 16 }, 'unknown', null],
  ] as const)('is %s', (_, facts, by, value) => {
    expect(bindingLimit({ isCharging: true, ...facts })).toMatchObject({ by, value })
  })

  it('is not known while nothing flows', () => {
    expect(bindingLimit({ isCharging: false, drawn: drawn(0), offered: offered(16), profileA: null }).by).toBe('unknown')
  })

  it('is read from the phase that carries most, and from the steps of the offer', () => {
    const samples = [
      aSample(0, 'current-offered', 16), aSample(1, 'current-import', 5, 'L1'), aSample(1, 'current-import', 7, 'L2'),
      aSample(2, 'current-offered', 16), aSample(3, 'current-offered', 10, 'L1'), aSample(3, 'power-offered', 9000),
      aSample(4, 'power-import', 2000, 'L1'), aSample(4, 'power-import', 2500, 'L2'),
    ]
    expect(drawnOf(samples)).toEqual({ amps: 7, watts: 4500 })
    expect(offersOf(samples)).toEqual([{ at: 0, value: 16, unit: 'A' }, { at: 3, value: 10, unit: 'A' }])
  })
})
