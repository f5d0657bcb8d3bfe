import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { HOUR, MINUTE, openStage } from '../story'

type Sampled = Record<string, unknown>

/** A 1.6 charger in a session that began at 1,000 Wh. */
async function aSession(meterStart = 1_000) {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await station.call('StartTransaction', { connectorId: 1, idTag: 'DEADBEEF', meterStart, timestamp: at(stage) })
  return {
    stage,
    station,
    async measured(...sampled: Sampled[]) {
      stage.clock.advance(5 * MINUTE)
      const meterValue = [reading(at(stage), ...sampled)]
      expect(await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue })).toEqual({})
      return stage.session()
    },
    async stopped(meterStop: unknown) {
      stage.clock.advance(5 * MINUTE)
      await station.call('StopTransaction', { transactionId: 1, meterStop, timestamp: at(stage) })
      return stage.session()
    },
  }
}

const register = 'Energy.Active.Import.Register'
const power = 'Power.Active.Import'

it('M01: a bare value is the energy register in Wh', async () => {
  const { measured } = await aSession()
  expect(await measured({ value: '1500' })).toMatchObject({ energyWh: 500 })
})

describe('M11: per-phase values without a total', () => {
  const byPhase = (measurand: string, unit: string, values: number[]) =>
    values.map((value, index) => ({ value: String(value), measurand, unit, phase: `L${index + 1}` }))

  it('are summed', async () => {
    const { measured } = await aSession(0)
    expect(await measured(...byPhase(register, 'Wh', [100, 110, 90]), ...byPhase(power, 'kW', [3.6, 3.7, 3.5]))).toMatchObject({
      energyWh: 300,
      power: { watts: 10_800, derived: false },
    })
  })

  it('give way to the total where there is one', async () => {
    const { measured } = await aSession()
    const total = { value: '11000', measurand: power, unit: 'W' }
    expect(await measured(...byPhase(power, 'W', [3_600, 3_700, 3_500]), total)).toMatchObject({ power: { watts: 11_000 } })
  })
})

it.each([
  ['kWh', { value: '1.5', measurand: register, unit: 'kWh' }, { energyWh: 500 }],
  ['a power in "Wh"', { value: '7400', measurand: power, unit: 'Wh' }, { power: { watts: 7_400 } }],
  ['a power in kW', { value: '7.4', measurand: power, unit: 'kW' }, { power: { watts: 7_400 } }],
  ['a charge in "%"', { value: '55', measurand: 'SoC', unit: '%' }, { socPercent: 55 }],
])('M16: takes %s', async (_name, sampled, row) => {
  const { measured } = await aSession()
  expect(await measured(sampled)).toMatchObject(row)
})

it.each(['Celsius', 'Celcius', 'C'])('M16: a temperature in "%s"', async (unit) => {
  const { stage, measured } = await aSession()
  await measured({ value: '31.5', measurand: 'Temperature', unit })
  expect(await stage.client.sessions.samples({ session: 1 })).toContainEqual(
    expect.objectContaining({ quantity: 'temperature', value: 31.5 }),
  )
})

it('M17: blanks, decimal commas, and nothing at all', async () => {
  const { measured } = await aSession()
  expect(await measured({ value: ' 1500.0 ', measurand: register, unit: 'Wh' })).toMatchObject({ energyWh: 500 })
  expect(await measured({ value: '1,75', measurand: register, unit: 'kWh' })).toMatchObject({ energyWh: 750 })
  expect(await measured({ value: '', measurand: register, unit: 'Wh' })).toMatchObject({ energyWh: 750, marks: [] })
})

it('M18: power from two registers, over a minute at least, and said to be computed', async () => {
  const { measured } = await aSession()
  expect(await measured({ value: '1500' })).toMatchObject({ power: { watts: 6_000, derived: true } })
})

describe('M07: the last register', () => {
  it('a little below the first is 0 Wh', async () => {
    const { stopped } = await aSession()
    expect(await stopped(999)).toMatchObject({ energyWh: 0, marks: [] })
  })

  it('-1 means that the last sample counts', async () => {
    const { measured, stopped } = await aSession()
    await measured({ value: '1800' })
    expect(await stopped(-1)).toMatchObject({ energyWh: 800, state: 'completed' })
  })

  it('far below the first is 0 Wh and suspect', async () => {
    const { stage, stopped } = await aSession()
    expect(await stopped(200)).toMatchObject({ energyWh: 0, marks: ['suspect'] })
    expect(await stage.findings()).toEqual(['M07'])
  })
})

it('M04, M05: the readings of a bad day, in one session: no negative step, marks present, energy right', async () => {
  const { stage, measured, stopped } = await aSession(0)
  await measured({ value: '910000' })
  await measured({ value: '911000' })
  await measured({ value: '911.5', unit: 'kWh' })
  await measured({ value: '0' })
  await measured({ value: ' 0,25', unit: 'kWh' })
  await measured({ value: '' })
  const energies = (await stage.curve()).flatMap(({ energyWh }) => (energyWh === null ? [] : [energyWh]))
  expect(energies).toEqual([...energies].sort((a, b) => a - b))
  const ended = await stopped(400)
  expect(ended).toMatchObject({ energyWh: 1_900, state: 'completed' })
  expect([...ended.marks].sort()).toEqual(['repaired', 'suspect'])
  expect(await stage.findings()).toEqual(expect.arrayContaining(['M04', 'M05']))
})

it('M09: readings after the stop belong to the ended session for a quarter of an hour, and never reopen it', async () => {
  const { stage, measured, stopped } = await aSession()
  await stopped(2_000)
  await measured({ value: '2010' })
  stage.clock.advance(HOUR)
  await measured({ value: '2020' })
  expect(await stage.live()).toEqual([])
  expect(await stage.session()).toMatchObject({ energyWh: 1_000, state: 'completed' })
  const samples = await stage.client.sessions.samples({ session: 1 })
  expect(samples.map(({ value }) => value)).toEqual([1_000, 2_000, 2_010])
})
