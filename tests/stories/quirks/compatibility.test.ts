import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, plug, token } from '../story'

type Sampled = Record<string, unknown>

/** A 1.6 charger in a session. */
async function aSession(meterStart = 1_000) {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const start = (transaction = meterStart) =>
    station.call('StartTransaction', { connectorId: 1, idTag: 'DEADBEEF', meterStart: transaction, timestamp: at(stage) })
  await start()
  return {
    stage,
    station,
    start,
    async measured(...sampled: Sampled[]) {
      stage.clock.advance(5 * MINUTE)
      await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...sampled)] })
      return stage.session()
    },
    async stopped(meterStop: number) {
      stage.clock.advance(5 * MINUTE)
      await station.call('StopTransaction', { transactionId: 1, meterStop, timestamp: at(stage) })
      return stage.session()
    },
    fact: async (field: string) => (await stage.detail()).compatibility.find((row) => row.field === field),
  }
}

const power = (watts: number) => ({ value: String(watts), measurand: 'Power.Active.Import', unit: 'W' })

describe('M03: registers that count from the start of the session', () => {
  it('M03: the energy is the reading, and the station is remembered for it', async () => {
    const { stage, measured, stopped, fact } = await aSession(910_000)
    expect(await measured({ value: '400' })).toMatchObject({ energyWh: 400, marks: [] })
    expect(await measured({ value: '900' })).toMatchObject({ energyWh: 900 })
    expect(await stopped(911_200)).toMatchObject({ energyWh: 1_200, marks: [] })
    expect(await fact('registerKind')).toMatchObject({ value: 'session', source: 'learned' })
    expect(await stage.findings()).toEqual(['M03'])
  })

  it('M03: an end that counts from the start as well means the same', async () => {
    const { measured, stopped } = await aSession(910_000)
    await measured({ value: '400' })
    expect(await stopped(1_200)).toMatchObject({ energyWh: 1_200, marks: [] })
  })

  it('M03: a person who knows better is believed', async () => {
    const { stage, measured, fact } = await aSession(910_000)
    await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'registerKind', value: 'lifetime' } })
    expect(await measured({ value: '400' })).toMatchObject({ energyWh: 0, marks: ['repaired'] })
    expect(await fact('registerKind')).toMatchObject({ value: 'lifetime', source: 'set' })
    expect(await stage.findings()).toEqual(['M04'])
  })
})

describe('M02: energy in another unit than it says', () => {
  it('M02: is proposed after three readings, and counts once it was confirmed', async () => {
    const { stage, station, measured, fact } = await aSession(1_000)
    let register = 1_000
    for (let times = 0; times < 5; times++) await measured({ value: String((register += 0.917).toFixed(3)) }, power(11_000))
    expect(await fact('energyUnitFactor')).toMatchObject({ value: 1, source: 'default', proposed: 1000 })
    expect(await stage.session()).toMatchObject({ energyWh: expect.closeTo(4.585, 2) })
    await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'energyUnitFactor', value: 1000 } })
    expect(await fact('energyUnitFactor')).toMatchObject({ value: 1000, source: 'set', proposed: null })
    stage.clock.advance(HOUR)
    await station.call('StartTransaction', { connectorId: 2, idTag: 'B', meterStart: 50, timestamp: at(stage) })
    stage.clock.advance(HOUR)
    await station.call('StopTransaction', { transactionId: 2, meterStop: 61, timestamp: at(stage) })
    expect(await stage.session(2)).toMatchObject({ energyWh: 11_000, marks: [] })
    const { rows } = await stage.client.desk.audit({ cursor: null, limit: 10 })
    expect(rows).toMatchObject([{ action: 'overridden', before: { energyUnitFactor: 1000 }, after: { energyUnitFactor: 1000 } }])
  })

  it('M02: what fits the power is left alone', async () => {
    const { stage, measured } = await aSession(0)
    for (const register of [917, 1_833, 2_750, 3_667]) await measured({ value: String(register) }, power(11_000))
    expect(await stage.findings()).toEqual([])
  })
})

it('M06: the first register stays the baseline when the console restarts in the middle', async () => {
  const { stage, measured } = await aSession(910_000)
  await measured({ value: '911000' })
  await stage.restart()
  const station = await rawStation(stage)
  await station.boot()
  stage.clock.advance(5 * MINUTE)
  await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), { value: '912000' })] })
  expect(await stage.session()).toMatchObject({ energyWh: 2_000, marks: [] })
})

it('M08: what is counted after the stop belongs to nobody, and the next session starts there', async () => {
  const { stage, station, start, stopped } = await aSession(1_000)
  await stopped(3_000)
  await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage, MINUTE), { value: '3004' })] })
  expect(await stage.session()).toMatchObject({ energyWh: 2_000 })
  stage.clock.advance(HOUR)
  await start(3_005)
  expect(await stage.live()).toMatchObject([{ session: 2, energyWh: 0, marks: [] }])
})

it('M15: a current that is called exported is imported once a person says so', async () => {
  const { stage, measured } = await aSession()
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'currentDirection', value: 'export-is-import' } })
  await measured({ value: '16', measurand: 'Current.Export', unit: 'A' })
  const samples = await stage.client.sessions.samples({ session: 1 })
  expect(samples).toContainEqual(expect.objectContaining({ quantity: 'current-import', value: 16 }))
})

it('M19: values that stop coming are no power after two intervals and half a minute', async () => {
  const { stage, measured } = await aSession()
  await measured({ value: '1500' }, power(6_000))
  expect(await measured({ value: '2000' }, power(6_000))).toMatchObject({ power: { watts: 6_000, derived: false } })
  stage.clock.advance(10 * MINUTE + 31_000)
  expect(await stage.session()).toMatchObject({ power: { watts: 0, derived: true } })
})

it('M21: one measurand a message is one reading: the power between two of them holds', async () => {
  const { stage, station, measured } = await aSession()
  const one = (sampled: Sampled) => station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), sampled)] })
  for (const value of ['1500', '2000', '2500']) {
    await measured({ value })
    stage.clock.advance(1_000)
    await one(power(6_000))
  }
  stage.clock.advance(4 * MINUTE)
  expect(await stage.session()).toMatchObject({ energyWh: 1_500, power: { watts: 6_000, derived: false } })
})

it('T07: a rated power that a person has set decides what is implausible', async () => {
  const { stage, stopped } = await aSession(0)
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'ratedPowerW', value: 3_700 } })
  await stopped(20_000)
  expect(await stage.desk()).toMatchObject([{ issues: ['implausible'], proposal: { kind: 'bill-zero' } }])
})

it('T18: a remote start that was accepted and came to nothing is told with its cause', async () => {
  const stage = await openStage()
  await stage.stationOf('1.6')
  expect(await stage.ask({ kind: 'start', place: plug, idToken: token })).toMatchObject({ outcome: 'accepted' })
  stage.clock.advance(2 * MINUTE)
  expect(await stage.findings()).toEqual([])
  stage.clock.advance(MINUTE)
  await eventually(() => stage.findings()).toEqual(['T18'])
  const { findings } = await stage.detail()
  expect(findings[0]?.example).toContain('no car was plugged in')
})

it('T18: one that became a session is not', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  expect(await stage.ask({ kind: 'start', place: plug, idToken: token })).toMatchObject({ outcome: 'accepted' })
  await eventually(async () => (await stage.live()).length).toBe(1)
  stage.clock.advance(3 * MINUTE)
  expect(await stage.findings()).toEqual([])
})
