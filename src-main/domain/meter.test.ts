import { describe, expect, it } from 'vitest'
import type { Sample } from '#contract/sessions'
import { absorb, emptyMeter, type MeterState, plausibleStepWh } from './meter'
import { closeMeter } from './meter-close'

const MINUTE = 60_000
const RATED_W = 22_000

function aSample(overrides: Partial<Sample> & { minute?: number } = {}): Sample {
  const { minute = 0, ...rest } = overrides
  return { at: minute * MINUTE, quantity: 'energy-import', phase: null, context: 'periodic', value: 0, ...rest }
}
const register = (minute: number, value: number, overrides: Partial<Sample> = {}) => aSample({ minute, value, ...overrides })
const taken = (samples: Sample[], meter: MeterState = emptyMeter) => absorb(meter, samples, RATED_W)
const energyOf = (samples: Sample[]) => taken(samples).meter.energyWh

describe('energy from register readings', () => {
  it.each([
    ['rises with the register', [register(0, 1000), register(10, 2500)], 1500],
    ['a single reading is a baseline', [register(0, 910_000)], 0],
    ['the order of arrival within a message does not matter', [register(10, 2500), register(0, 1000)], 1500],
    ['fractions of a watt-hour count', [register(0, 0.5), register(1, 12.125)], 11.625],
    ['M07: a step back of 100 Wh or less is jitter', [register(0, 1000), register(1, 1200), register(2, 1150), register(3, 1300)], 300],
    ['M11: phases are summed where no total exists', [0, 10].flatMap((minute) => (['L1', 'L2', 'L3'] as const).map((phase) => register(minute, minute * 100, { phase }))), 3000],
    ['M11: a total wins over its phases', [register(0, 0), register(10, 900), register(10, 300, { phase: 'L1' })], 900],
  ])('%s', (_, samples, expected) => {
    expect(energyOf(samples)).toBe(expected)
  })

  it('M04: a drop is a reset, recorded, and never negative energy', () => {
    const { meter, marks, findings } = taken([register(0, 5000), register(10, 8000), register(20, 0), register(30, 1000)])
    expect(meter).toMatchObject({ energyWh: 4000, resets: 1 })
    expect(marks).toEqual(['repaired'])
    expect(findings.map((finding) => finding.code)).toEqual(['M04'])
  })

  it('M05: a placeholder 0 and then the lifetime register is no energy', () => {
    const { meter, marks } = taken([register(0, 0, { context: 'begin' }), register(1, 910_000), register(31, 915_000)])
    expect(meter).toMatchObject({ energyWh: 5000, leaps: 1 })
    expect(marks).toEqual(['suspect'])
  })

  it('M05: the limit is rated power x time x 1.2 + 100 Wh', () => {
    expect(plausibleStepWh(30 * MINUTE, RATED_W)).toBe(13_300)
  })

  it('M10: a frozen begin value beside a live one changes nothing', () => {
    const started = taken([register(0, 200, { context: 'begin' })]).meter
    const { meter } = taken([register(10, 700), register(10, 200, { context: 'begin' })], started)
    expect(meter).toMatchObject({ energyWh: 500, leaps: 0, resets: 0 })
  })

  it('X02: an older reading extends the session backwards, one in between changes nothing', () => {
    const ended = taken([register(30, 4000)]).meter
    const started = taken([register(0, 1000)], ended).meter
    expect(started.energyWh).toBe(3000)
    expect(taken([register(15, 2000)], started).meter.energyWh).toBe(3000)
  })
})

describe('power', () => {
  it('is the total, or the sum over the phases (M11)', () => {
    const samples = (['L1', 'L2', 'L3'] as const).map((phase) => aSample({ quantity: 'power-import', phase, value: 3600 }))
    expect(taken(samples).meter.power).toEqual({ watts: 10_800, derived: false, at: 0 })
  })
  it('M18: is derived from energy over at least 60 s where the station measures none', () => {
    expect(taken([register(0, 0), register(0.5, 90)]).meter.power).toBeNull()
    expect(taken([register(0, 0), register(1, 180)]).meter.power).toEqual({ watts: 10_800, derived: true, at: MINUTE })
  })
  it('M18: a measured value is never replaced by a derived one', () => {
    const measured = taken([aSample({ quantity: 'power-import', value: 7000 }), register(0, 0)]).meter
    expect(taken([register(5, 900)], measured).meter.power).toMatchObject({ watts: 7000, derived: false })
  })
})

describe('state of charge', () => {
  it('keeps the first and the latest value', () => {
    const samples = [0, 1, 2].map((minute) => aSample({ minute, quantity: 'soc', value: 40 + minute }))
    expect(taken(samples).meter.soc).toEqual({ start: 40, now: 42, at: 2 * MINUTE })
  })
})

describe('M07, M08: the final register', () => {
  const meterOf = (samples: Sample[]) => taken(samples).meter
  it.each([
    ['decides the energy', [register(0, 1000), register(10, 4000)], 4500, 3500, []],
    ['M08: decides it also when the last sample was above', [register(0, 1000), register(10, 4000)], 3990, 2990, []],
    ['M07: -1 means that the last sample counts', [register(0, 1000), register(10, 4000)], -1, 3000, []],
    ['M07: up to 100 Wh below the start is billed as 0', [register(0, 1000)], 999, 0, []],
    ['M07: more below the start is suspect', [register(0, 1000)], 500, 0, ['suspect']],
    ['after a reset adds its step only', [register(0, 1000), register(10, 3000), register(11, 0)], 400, 2400, []],
  ])('%s', (_, samples, wh, energyWh, marks) => {
    const outcome = closeMeter(meterOf(samples), { at: 20 * MINUTE, wh }, RATED_W)
    expect(outcome.meter.energyWh).toBe(energyWh)
    expect(outcome.marks).toEqual(marks)
  })
  it('is not believed when it leaps', () => {
    const outcome = closeMeter(meterOf([register(0, 0), register(10, 500)]), { at: 20 * MINUTE, wh: 910_000 }, RATED_W)
    expect(outcome).toMatchObject({ marks: ['suspect'], meter: { energyWh: 500 } })
  })
})
