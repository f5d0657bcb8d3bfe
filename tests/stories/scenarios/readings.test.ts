import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, storyStart } from '../story'

type Sampled = Record<string, unknown>

async function aSession(meterStart: number) {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await station.call('StartTransaction', { connectorId: 1, idTag: 'DEADBEEF', meterStart, timestamp: at(stage) })
  const send = (meterValue: unknown) => station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue })
  return {
    stage,
    station,
    send,
    async measured(...sampled: Sampled[]) {
      stage.clock.advance(5 * MINUTE)
      await send([reading(at(stage), ...sampled)])
      return stage.session()
    },
  }
}

describe('scenario 6: what meters send', () => {
  it('scenario 6: every shape of a reading is the right energy, and no step is negative (M01, M11, M16, M17, M21, F04)', async () => {
    const { stage, send, measured } = await aSession(1_000)
    const steps: [Sampled[], number][] = [
      [[{ value: '1500' }], 500],
      [[{ value: '1.75', unit: 'kWh', measurand: 'Energy.Active.Import.Register' }], 750],
      [[{ value: '700', phase: 'L1' }, { value: '700', phase: 'L2' }, { value: '600', phase: 'L3' }], 1_000],
      [[{ value: ' 2,25', unit: 'kWh' }], 1_250],
      [[{ value: '' }], 1_250],
    ]
    for (const [sampled, energyWh] of steps) expect(await measured(...sampled)).toMatchObject({ energyWh })
    stage.clock.advance(5 * MINUTE)
    await send({ timestamp: at(stage), sampledValue: { value: '2500' } })
    stage.clock.advance(1_000)
    await send([reading(at(stage), { value: '3000', measurand: 'Power.Active.Import', unit: 'W' })])
    expect(await stage.session()).toMatchObject({ energyWh: 1_500, power: { watts: 3_000, derived: false }, marks: [] })
    const energies = (await stage.curve()).flatMap(({ energyWh }) => (energyWh === null ? [] : [energyWh]))
    expect(energies).toEqual([...energies].sort((a, b) => a - b))
  })

  it('scenario 6: a drop to zero in the middle takes nothing away, and is marked (M04)', async () => {
    const { stage, station, measured } = await aSession(1_000)
    await measured({ value: '2000' })
    expect(await measured({ value: '0' })).toMatchObject({ energyWh: 1_000, marks: ['repaired'] })
    await measured({ value: '400' })
    stage.clock.advance(5 * MINUTE)
    await station.call('StopTransaction', { transactionId: 1, meterStop: 600, timestamp: at(stage) })
    expect(await stage.session()).toMatchObject({ energyWh: 1_600, marks: ['repaired'] })
  })

  it('scenario 6: a placeholder at the begin and then the lifetime register is not billed (M05)', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { version: '2.0.1' })
    await station.boot()
    const event = (eventType: string, seqNo: number, value: number, context: string) =>
      station.call('TransactionEvent', {
        eventType, seqNo, timestamp: at(stage), triggerReason: 'MeterValuePeriodic', evse: { id: 1, connectorId: 1 },
        transactionInfo: { transactionId: 'tx' }, meterValue: [{ timestamp: at(stage), sampledValue: [{ value, context }] }],
      })
    await event('Started', 0, 0, 'Transaction.Begin')
    stage.clock.advance(5 * MINUTE)
    await event('Updated', 1, 910_000, 'Sample.Periodic')
    stage.clock.advance(10 * MINUTE)
    await event('Ended', 2, 911_500, 'Transaction.End')
    const session = await stage.session()
    expect(session).toMatchObject({ energyWh: 1_500 })
    expect(session.marks).toContain('suspect')
  })
})

it.each([
  ['of 1970', () => '1970-01-01T00:00:12Z', { startedAt: storyStart, marks: ['clock-invalid'] }],
  ['in local time that says Z', (now: number) => new Date(now + HOUR).toISOString(), { startedAt: storyStart + HOUR, marks: [] }],
  ['without zone', (now: number) => new Date(now + 2 * HOUR).toISOString().replace('Z', ''), { startedAt: storyStart, marks: ['local-time'] }],
  ['with +03', (now: number) => new Date(now + 3 * HOUR).toISOString().replace(/\.\d+Z/, '+03'), { startedAt: storyStart, marks: [] }],
  ['with nine fraction digits', (now: number) => new Date(now).toISOString().replace('.000Z', '.000000000Z'), { startedAt: storyStart, marks: [] }],
] as const)('scenario 7: times %s are stored, marked and ordered (B07 to B10)', async (_name, write, expected) => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const say = (status: string) =>
    station.call('StatusNotification', { connectorId: 1, status, errorCode: 'NoError', timestamp: write(stage.clock.now()) })
  await say('Available')
  await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: write(stage.clock.now()) })
  expect(await stage.session()).toMatchObject(expected)
  stage.clock.advance(5_000)
  await say('Charging')
  stage.clock.advance(5_000)
  await say('SuspendedEV')
  expect(await stage.station(), 'the latest that came is now').toMatchObject({ connectors: [{ rawStatus: 'SuspendedEV' }] })
  const history = await stage.client.stations.statusHistory({ station: 'RAW-1', limit: 10 })
  expect(history.map(({ rawStatus }) => rawStatus)).toEqual(['SuspendedEV', 'Charging', 'Available'])
  const frames = await stage.trace({ direction: 'in', action: 'StatusNotification' })
  expect(frames.map(({ at: receivedAt }) => receivedAt)).toEqual([storyStart, storyStart + 5_000, storyStart + 10_000])
  expect(frames[0]?.text, 'as it was sent').toContain(write(storyStart))
})

it('scenario 8: whatever a frame looks like, every CALL is answered and no socket is closed (F01 to F12)', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const answered = async (frame: string, id: string) => {
    const answer = await station.exchange(frame, id)
    expect(station.isOpen()).toBe(true)
    return answer
  }
  const heartbeat = { currentTime: expect.any(String) }
  expect(await answered('[,2,"a","Heartbeat",{}]', 'a')).toEqual([3, 'a', heartbeat])
  expect(await answered('[2,"b","Heartbeat",{\u0000}]', 'b')).toEqual([3, 'b', heartbeat])
  const start = { connectorId: '1', idTag: 4711, meterStart: '1000', timestamp: at(stage) }
  expect(await answered(JSON.stringify([2, 'c', 'StartTransaction', start]), 'c')).toMatchObject([3, 'c', { transactionId: 1 }])
  const readings = { connectorId: 1, transactionId: 1, meterValue: { timestamp: at(stage, MINUTE), sampledValue: [] } }
  expect(await answered(JSON.stringify([2, 'd', 'MeterValues', readings]), 'd')).toEqual([3, 'd', {}])
  const stop = `{"transactionId":9223372036854775807,"idTag":"4711","meterStop":1200,"timestamp":"${at(stage, HOUR)}"}`
  expect(await answered(`[2,"e","StopTransaction",${stop}]`, 'e')).toMatchObject([3, 'e', expect.anything()])
  expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 200 }])
  expect(await answered('[2,"f","Heartbeat",{"x":]]]', 'f')).toEqual([4, 'f', 'FormationViolation', expect.any(String), {}])
  expect(await answered('[2,"g","NoSuchThing",{}]', 'g')).toEqual([4, 'g', 'NotImplemented', expect.any(String), {}])
  expect(await answered('[2,4711,"Heartbeat",{}]', '4711')).toEqual([3, 4711, heartbeat])
  station.send('[3,"never-asked",{}]')
  station.send('[4,"never-asked","NotSupported"]')
  const asked = stage.ask({ kind: 'reset', mode: 'soft' })
  await eventually(() => station.received.length).toBe(1)
  const [, id] = JSON.parse(station.received[0]!) as string[]
  station.send(JSON.stringify([4, id, 'NotSupported']))
  expect(await asked).toMatchObject({ outcome: 'error' })
  expect(await answered('[2,"z","Heartbeat",{}]', 'z')).toEqual([3, 'z', heartbeat])
  await eventually(() => stage.findings()).toEqual(expect.arrayContaining(['F01', 'F02', 'F08', 'F09', 'F12', 'F13', 'schema']))
})
