import { expect, it } from 'vitest'
import { capacityOf, type FullFacts, habitOf, timeToFull } from './time-to-full'

const facts = (more: Partial<FullFacts> = {}): FullFacts => ({
  now: 0,
  meanPowerW: 46_000,
  told: null,
  soc: { start: 42, now: 62 },
  deliveredWh: 12_600,
  batteryWh: null,
  isDc: true,
  targetPercent: null,
  habit: null,
  ...more,
})
const minutes = (more: Partial<FullFacts>) => {
  const result = timeToFull(facts(more))
  return result.kind === 'estimate' ? Math.round(result.ms / 6_000) / 10 : result.kind
}

it('measures the battery by the session: 20 points with 12.6 kWh are 63 kWh', () => {
  expect(capacityOf(facts())).toBe(63_000)
  expect(minutes({})).toBe(14.8)
})

it('counts what the vehicle told down from when it told it', () => {
  expect(minutes({ told: { seconds: 1_800, at: -600_000 } })).toBe(20)
  expect(minutes({ told: { seconds: 60, at: -600_000 } })).toBe(0)
})

it('calls the part above 80 % at DC rough, and takes it two and a half times', () => {
  const result = timeToFull(facts({ targetPercent: 90 }))
  expect(result).toMatchObject({ isRough: true, basis: 'charge' })
  expect(minutes({ targetPercent: 90 })).toBe(35.3)
})

it('goes to 100 % at AC', () => {
  expect(minutes({ isDc: false, meanPowerW: 11_000, soc: { start: 42, now: 62 } })).toBe(130.6)
})

it.each([
  ['too few points to measure', { soc: { start: 60, now: 62 } }, 'unknown'],
  ['the battery on record instead', { soc: { start: 60, now: 62 }, batteryWh: 63_000 }, 14.8],
  ['the usual energy', { soc: null, habit: { energyWh: 20_000, sessions: 4 } }, 9.7],
  ['more than the usual energy', { soc: null, habit: { energyWh: 12_000, sessions: 4 } }, 'unknown'],
  ['nothing to go by', { soc: null }, 'unknown'],
  ['no power', { meanPowerW: 40 }, 'paused'],
  ['an unknown power', { meanPowerW: null }, 'unknown'],
] as const)('%s', (_, more, expected) => {
  expect(minutes(more)).toBe(expected)
})

it('knows a habit from the last ten sessions that were more than a try, and from three at the least', () => {
  const usual = { durationMs: 3_600_000, energyWh: 10_000 }
  const tries = [{ durationMs: 30_000, energyWh: 5_000 }, { durationMs: 3_600_000, energyWh: 40 }]
  expect(habitOf([usual, ...tries, usual])).toBeNull()
  expect(habitOf([usual, ...tries, { ...usual, energyWh: 16_000 }, usual])).toEqual({ energyWh: 12_000, sessions: 3 })
  expect(habitOf([...Array<typeof usual>(10).fill(usual), { ...usual, energyWh: 90_000 }])).toEqual({ energyWh: 10_000, sessions: 10 })
})
