import { describe, expect, it } from 'vitest'
import { at, type RawStation, rawStation, reading } from '../raw-station'
import { HOUR, MINUTE, openStage, type Stage } from '../story'

const idTag = 'DEADBEEF'

interface Charger {
  stage: Stage
  station: RawStation
  start(fields?: Record<string, unknown>): Promise<Record<string, unknown>>
  stop(fields?: Record<string, unknown>): Promise<Record<string, unknown>>
}

/** A 1.6 charger that can be told to send any Start and Stop. */
async function aCharger(): Promise<Charger> {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  return {
    stage,
    station,
    start: (fields) =>
      station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 1_000, timestamp: at(stage), ...fields }),
    stop: (fields) => station.call('StopTransaction', { transactionId: 1, meterStop: 3_000, timestamp: at(stage), ...fields }),
  }
}

describe('a stop without a usable transaction id', () => {
  it.each([-1, 0])('T01: with %i ends the open session of the same token', async (transactionId) => {
    const { stage, start, stop } = await aCharger()
    await start({ connectorId: 1, idTag: 'OTHER' })
    await start({ connectorId: 2 })
    await start({ connectorId: 3, meterStart: 9_000 })
    stage.clock.advance(HOUR)
    expect(await stop({ transactionId, idTag })).toEqual({ idTagInfo: { status: 'Accepted' } })
    expect(await stage.history(), 'the newest whose register fits').toMatchObject([{ session: 2, energyWh: 2_000, marks: [] }])
    expect((await stage.live()).map(({ session }) => session)).toEqual([1, 3])
    expect(await stage.findings()).toEqual(['T01'])
  })

  it('T01: is kept as a session of its own where nothing matches', async () => {
    const { stage, stop } = await aCharger()
    expect(await stop({ transactionId: -1, idTag })).toEqual({ idTagInfo: { status: 'Accepted' } })
    expect(await stage.history()).toMatchObject([
      { session: 1, transactionId: null, marks: ['stop-only', 'unmatched'], idToken: idTag },
    ])
  })

  it('T11: needs no idTag where one session is open', async () => {
    const { stage, start, stop } = await aCharger()
    await start()
    stage.clock.advance(HOUR)
    expect(await stop({ transactionId: -1 })).toEqual({})
    expect(await stage.history()).toMatchObject([{ session: 1, reason: 'local', energyWh: 2_000, idToken: idTag }])
  })
})

describe('ids that a station made itself', () => {
  it('T02: a negative id binds by its connector, and its stop ends that session', async () => {
    const { stage, station, start, stop } = await aCharger()
    await start()
    await start({ connectorId: 2, meterStart: 500 })
    stage.clock.advance(MINUTE)
    const energy = { value: '1200', measurand: 'Energy.Active.Import.Register', unit: 'Wh' }
    await station.call('MeterValues', { connectorId: 1, transactionId: -42, meterValue: [reading(at(stage), energy)] })
    expect(await stage.live()).toMatchObject([{ session: 1, energyWh: 200 }, { session: 2, energyWh: 0 }])
    stage.clock.advance(MINUTE)
    await stop({ transactionId: -42, meterStop: 1_400 })
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 400, marks: [] }])
    expect(await stage.live()).toMatchObject([{ session: 2 }])
  })

  it('T02: the same negative id after a reboot means the session that runs now', async () => {
    const { stage, station, start, stop } = await aCharger()
    const measured = (value: string) =>
      station.call('MeterValues', { connectorId: 1, transactionId: -42, meterValue: [reading(at(stage), { value })] })
    await start()
    stage.clock.advance(MINUTE)
    await measured('1200')
    stage.clock.advance(MINUTE)
    await stop({ transactionId: -42, meterStop: 1_400 })
    stage.clock.advance(HOUR)
    await start({ meterStart: 1_400 })
    stage.clock.advance(MINUTE)
    await measured('1500')
    stage.clock.advance(MINUTE)
    await stop({ transactionId: -42, meterStop: 1_700, idTag })
    expect(await stage.live()).toEqual([])
    expect(await stage.history()).toMatchObject([{ session: 2, energyWh: 300, marks: [] }, { session: 1, energyWh: 400 }])
  })
})

it('T03: a stop of a transaction that never started here brings its session with it', async () => {
  const { stage, stop } = await aCharger()
  const begin = at(stage, -HOUR)
  const transactionData = [
    reading(begin, { value: '5000', context: 'Transaction.Begin' }),
    reading(at(stage, -HOUR / 2), { value: '6500', context: 'Sample.Periodic' }),
  ]
  expect(await stop({ transactionId: 777, idTag, meterStop: 8_000, transactionData })).toEqual({
    idTagInfo: { status: 'Accepted' },
  })
  expect(await stage.history()).toMatchObject([
    {
      transactionId: '777',
      startedAt: Date.parse(begin),
      endedAt: stage.clock.now(),
      energyWh: 3_000,
      marks: ['stop-only', 'unmatched'],
    },
  ])
  expect(await stage.findings()).toEqual(['T03'])
})

it('T04: a start whose answer was lost gets the same transaction id, also after its session ended', async () => {
  const { stage, start, stop } = await aCharger()
  const timestamp = at(stage)
  const answer = await start({ timestamp })
  expect(answer).toEqual({ transactionId: 1, idTagInfo: { status: 'Accepted' } })
  for (let times = 0; times < 3; times++) expect(await start({ timestamp })).toEqual(answer)
  stage.clock.advance(HOUR)
  await stop()
  expect(await start({ timestamp })).toEqual(answer)
  expect(await stage.live()).toEqual([])
  expect(await stage.history()).toHaveLength(1)
  const { findings } = await stage.detail()
  expect(findings).toMatchObject([{ code: 'T04', count: 4 }])
})

it('T04: a start with another register or connector is another one', async () => {
  const { stage, start } = await aCharger()
  const timestamp = at(stage)
  await start({ timestamp })
  expect(await start({ timestamp, connectorId: 2 })).toMatchObject({ transactionId: 2 })
  expect(await stage.live()).toHaveLength(2)
})

it('T05: other data on the connector closes the old session; its real stop, when it comes, replaces that end', async () => {
  const { stage, start, stop } = await aCharger()
  await start()
  stage.clock.advance(HOUR)
  expect(await start({ idTag: 'OTHER', meterStart: 2_500 })).toMatchObject({ transactionId: 2 })
  expect(await stage.history()).toMatchObject([{ session: 1, reason: 'superseded', marks: ['repaired'] }])
  const endedAt = stage.clock.now() - MINUTE
  await stop({ transactionId: 1, meterStop: 2_400, timestamp: at(stage, -MINUTE), reason: 'PowerLoss' })
  expect(await stage.history()).toMatchObject([{ session: 1, reason: 'power-loss', endedAt, energyWh: 1_400 }])
  expect(await stage.live()).toMatchObject([{ session: 2, idToken: 'OTHER' }])
})

describe('a second stop', () => {
  it('T06: the first wins, and a conflicting one is shown', async () => {
    const { stage, start, stop } = await aCharger()
    await start()
    stage.clock.advance(HOUR)
    await stop({ reason: 'Local' })
    const transactionData = [reading(at(stage), { value: '9000' })]
    expect(await stop({ meterStop: 9_000, reason: 'Remote', transactionData })).toEqual({})
    expect(await stage.history()).toMatchObject([{ energyWh: 2_000, reason: 'local', marks: ['conflict'] }])
    const samples = await stage.client.sessions.samples({ session: 1 })
    expect(samples.map(({ value }) => value), 'nothing of the second one').toEqual([1_000, 3_000])
    expect(await stage.findings()).toEqual(['T06'])
  })

  it('T06: the very same one again changes nothing, also under the id -1', async () => {
    const { stage, start, stop } = await aCharger()
    await start()
    const timestamp = at(stage, HOUR)
    stage.clock.advance(HOUR)
    await stop({ timestamp })
    await stop({ timestamp })
    await stop({ timestamp, transactionId: -1 })
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 2_000, marks: [] }])
  })
})

it.each(['blocked', 'unknown'])('T10: a start with a %s token is refused with an id above 0', async (kind) => {
  const { stage, station, start } = await aCharger()
  if (kind === 'blocked') {
    await station.call('Authorize', { idTag })
    await stage.client.tokens.setStatus({ token: idTag, status: 'blocked' })
  } else {
    await stage.client.settings.set({ unknownTokens: 'refuse' })
  }
  expect(await start()).toEqual({ transactionId: 1, idTagInfo: { status: kind === 'blocked' ? 'Blocked' : 'Invalid' } })
})

it('T17: a session that comes three days late keeps its own times, and runs nothing now', async () => {
  const { stage, start, stop } = await aCharger()
  const threeDays = 72 * HOUR
  const startedAt = stage.clock.now() - threeDays
  await start({ timestamp: at(stage, -threeDays) })
  await stop({ timestamp: at(stage, HOUR - threeDays) })
  expect(await stage.history()).toMatchObject([{ startedAt, endedAt: startedAt + HOUR, energyWh: 2_000, marks: ['late'] }])
})

it('T20: a stop that names the transaction of another station changes nothing there', async () => {
  const { stage, start } = await aCharger()
  await start()
  const other = await rawStation(stage, { identity: 'RAW-2' })
  expect(await other.call('StopTransaction', { transactionId: 1, idTag, meterStop: 5_000, timestamp: at(stage) })).toEqual({
    idTagInfo: { status: 'Accepted' },
  })
  expect(await stage.live()).toMatchObject([{ session: 1, station: 'RAW-1', energyWh: 0 }])
  expect(await stage.history()).toMatchObject([{ station: 'RAW-2', marks: ['stop-only', 'unmatched'] }])
  expect(await stage.findings('RAW-2')).toEqual(['T20'])
  expect(await stage.findings('RAW-1')).toEqual([])
})
