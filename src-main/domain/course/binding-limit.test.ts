import { describe, expect, it } from 'vitest'
import type { Sample } from '#contract/sessions'
import { bindingLimit, drawnOf, offersOf } from './binding-limit'

const aSample = (at: number, quantity: Sample['quantity'], value: number, phase: Sample['phase'] = null): Sample => ({ at, quantity, phase, context: 'periodic', value })
const drawn = (amps: number | null, watts: number | null = null) => ({ amps, watts })
const our = (amps: number, source: 'session' | 'station' | 'site' = 'session') => ({ amps, source })
const offered = (value: number, unit: 'A' | 'W' = 'A') => ({ at: 0, value, unit })

describe('the limit that binds', () => {
  it.each([
    ['the profile, where the vehicle draws up to it', { drawn: drawn(15.6), offered: offered(32), profile: our(16) }, 'profile', 16],
    ['the profile, where the charger passes it on as its offer', { drawn: drawn(15.6), offered: offered(16), profile: our(16) }, 'profile', 16],
    ['the charger, where it offers less than the profile', { drawn: drawn(10), offered: offered(10), profile: our(16) }, 'charger', 10],
    ['the charger, told in watts', { drawn: drawn(null, 48_000), offered: offered(50_000, 'W'), profile: null }, 'charger', 50_000],
    ['the station, where a limit of it as a whole is the lowest', { drawn: drawn(12), offered: offered(32), profile: our(12, 'station') }, 'station', 12],
    ['the site, where the limit comes from outside the charger', { drawn: drawn(12), offered: offered(32), profile: our(12, 'site') }, 'site', 12],
    ['the station, where it offers all that it can', { drawn: drawn(15.8), offered: offered(16), profile: null, ratedW: 11_000 }, 'station', 16],
    ['the cable, where it could offer more than what a cable is coded with', { drawn: drawn(19.8), offered: offered(20), profile: null, ratedW: 22_000 }, 'cable', 20],
    ['charger or cable, where nothing tells them apart', { drawn: drawn(19.8), offered: offered(20), profile: null }, 'charger', 20],
    ['the vehicle, where it draws less than it may', { drawn: drawn(9), offered: offered(32), profile: our(16) }, 'vehicle', 9],
    ['not known without any limit', { drawn: drawn(9), offered: null, profile: null }, 'unknown', null],
    ['not known while next to nothing flows', { drawn: drawn(0.1), offered: offered(32), profile: our(16) }, 'unknown', null],
    ['not known without what flows', { drawn: drawn(null), offered: offered(32), profile: our(16) }, 'unknown', null],
  ] as const)('is %s', (_, facts, by, value) => {
    expect(bindingLimit({ isCharging: true, ratedW: null, ...facts })).toMatchObject({ by, value })
  })

  it('is not known while nothing flows', () => {
    expect(bindingLimit({ isCharging: false, drawn: drawn(0), offered: offered(16), profile: null, ratedW: null }).by).toBe('unknown')
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
