import fc from 'fast-check'
import type { DayOfWeek, Tariff, TariffElement } from '#contract/tariff'
import type { PricedInterval, PricedSession } from '../priced-session'
import { aTariff } from './builders'

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']
/** Around the nights in which a clock changes somewhere, and at any other time. */
const starts = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 2, 28), max: Date.UTC(2026, 2, 30) }),
  fc.integer({ min: Date.UTC(2026, 9, 24), max: Date.UTC(2026, 9, 26) }),
  fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
)
const states = fc.constantFrom('charging' as const, 'suspended-ev' as const, 'suspended-evse' as const, 'idle' as const)

export const sessions = fc
  .record({
    start: starts,
    parts: fc.array(fc.record({ ms: fc.integer({ min: 1, max: 20_000_000 }), energyMwh: fc.nat(60_000_000), state: states }), {
      maxLength: 8,
    }),
    timeZone: fc.constantFrom(...zones),
  })
  .map(({ start, parts, timeZone }): PricedSession => {
    let at = start
    const intervals = parts.map(({ ms, energyMwh, state }): PricedInterval => {
      const from = at
      at += ms
      return { from, to: at, energyMwh: state === 'charging' ? energyMwh : 0, state, powerW: null, currentA: null }
    })
    return { start, end: at, intervals, timeZone }
  })

const twoDigits = (value: number) => String(value).padStart(2, '0')
const timesOfDay = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`)
const restrictions = fc.record(
  {
    startTime: timesOfDay,
    endTime: timesOfDay,
    minEnergyWh: fc.nat(50_000),
    maxEnergyWh: fc.integer({ min: 1, max: 90_000 }),
    minDurationS: fc.nat(40_000),
    maxDurationS: fc.integer({ min: 1, max: 80_000 }),
    dayOfWeek: fc.constantFrom<DayOfWeek[]>(['monday'], ['saturday', 'sunday']),
  },
  { requiredKeys: [] },
)
const rates = fc.constantFrom(null, 0, 70_000, 190_000, 88_750)
const dimensions = fc.constantFrom('energy' as const, 'time' as const, 'parking-time' as const, 'flat' as const)

const elementsOf = (stepSize: fc.Arbitrary<number>): fc.Arbitrary<TariffElement> =>
  fc.record({
    priceComponents: fc.uniqueArray(
      fc.record({ dimension: dimensions, price: fc.nat(1_000_000), taxRatePpm: rates, stepSize }),
      { selector: ({ dimension }) => dimension, minLength: 1 },
    ),
    restrictions: fc.option(restrictions),
  })
const limit = fc.record({ net: fc.option(fc.nat(2_000_000)), gross: fc.option(fc.nat(2_000_000)) })
/** Not both: whether a minimum on one side of the tax crosses a maximum on the other is a matter of the rates. */
const limits = fc.oneof(
  fc.constant({ minPrice: null, maxPrice: null }),
  limit.map((minPrice) => ({ minPrice, maxPrice: null })),
  limit.map((maxPrice) => ({ minPrice: null, maxPrice })),
)
const idleFees = fc.record({
  pricePerMinute: fc.nat(50_000),
  taxRatePpm: rates,
  graceMinutes: fc.nat(60),
  cap: fc.option(fc.nat(1_000_000)),
  hours: fc.constant(null),
})

export const tariffsOf = (stepSize: fc.Arbitrary<number>): fc.Arbitrary<Tariff> =>
  fc
    .record({
      elements: fc.array(elementsOf(stepSize), { minLength: 1, maxLength: 5 }),
      taxIncluded: fc.constantFrom('yes' as const, 'no' as const, 'not-applicable' as const),
      limits,
      idleFee: fc.option(idleFees),
      billsAllConnectedTime: fc.boolean(),
    })
    .map(({ elements, limits: { minPrice, maxPrice }, ...overrides }) => aTariff(elements, { ...overrides, minPrice, maxPrice }))
