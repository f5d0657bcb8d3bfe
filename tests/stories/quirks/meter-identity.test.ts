import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { HOUR, MINUTE, openStage } from '../story'

async function aCharger(meterSerial: string | null = 'M-1') {
  const stage = await openStage()
  const station = await rawStation(stage)
  const boot = (meterSerialNumber: string | null) =>
    station.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M', ...(meterSerialNumber ? { meterSerialNumber } : {}) })
  await boot(meterSerial)
  let sessions = 0
  return {
    stage,
    station,
    boot,
    question: async () => (await stage.station()).meterQuestion,
    audit: async () => (await stage.client.desk.audit({ cursor: null, limit: 10 })).rows,
    async session(meterStart: number, meterStop: number) {
      stage.clock.advance(HOUR)
      await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart, timestamp: at(stage) })
      stage.clock.advance(HOUR)
      await station.call('StopTransaction', { transactionId: ++sessions, meterStop, timestamp: at(stage) })
      return stage.session(sessions)
    },
  }
}

describe('M26: a register that starts over between two sessions', () => {
  it('M26: is recorded with both readings, and changes no energy', async () => {
    const { stage, session, audit } = await aCharger()
    await session(909_000, 910_000)
    expect(await session(12, 2_012)).toMatchObject({ energyWh: 2_000, marks: [] })
    expect(await audit()).toMatchObject([{ action: 'meter-reset', session: 2, before: { registerWh: 910_000 }, after: { registerWh: 12 } }])
    expect(await stage.findings()).toEqual(['M26'])
  })

  it('M26: is none where every session starts from zero', async () => {
    const { session, audit } = await aCharger()
    for (const stop of [4_000, 6_000, 5_000]) await session(0, stop)
    expect(await audit()).toEqual([])
  })
})

describe.each(['2.0.1', '2.1'] as const)('M26: a register that starts over, in OCPP %s', (version) => {
  it('M26: is recorded between two sessions with both readings, and changes no energy', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { version })
    await station.boot()
    const event = (id: string, eventType: string, seqNo: number, value: number) =>
      station.call('TransactionEvent', {
        eventType, seqNo, timestamp: at(stage), triggerReason: eventType === 'Started' ? 'Authorized' : 'StopAuthorized', evse: { id: 1, connectorId: 1 },
        transactionInfo: { transactionId: id }, ...(eventType === 'Started' ? { idToken: { idToken: 'A', type: 'Central' } } : {}),
        meterValue: [{ timestamp: at(stage), sampledValue: [{ value, context: eventType === 'Started' ? 'Transaction.Begin' : 'Transaction.End' }] }],
      })
    for (const [id, start, stop] of [['T-1', 909_000, 910_000], ['T-2', 12, 2_012]] as const) {
      stage.clock.advance(HOUR)
      await event(id, 'Started', 0, start)
      stage.clock.advance(HOUR)
      await event(id, 'Ended', 1, stop)
    }
    expect(await stage.session(2)).toMatchObject({ energyWh: 2_000 })
    expect((await stage.client.desk.audit({ cursor: null, limit: 10 })).rows).toMatchObject([
      { action: 'meter-reset', session: 2, before: { registerWh: 910_000 }, after: { registerWh: 12 } },
    ])
    expect(await stage.findings()).toEqual(['M26'])
  })
})

describe('M26: a meter with another number', () => {
  it('M26: asks the operator, and an exchanged one is audited and unlearned', async () => {
    const { stage, station, boot, question, audit } = await aCharger()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 910_000, timestamp: at(stage) })
    stage.clock.advance(5 * MINUTE)
    await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), { value: '400' })] })
    const fact = async () => (await stage.detail()).compatibility.find(({ field }) => field === 'registerKind')
    expect(await fact()).toMatchObject({ value: 'session', source: 'learned' })
    await boot('M-2')
    expect(await question()).toMatchObject({ before: 'M-1', after: 'M-2' })
    await stage.restart()
    expect(await question()).toMatchObject({ before: 'M-1', after: 'M-2' })
    await stage.client.stations.answerMeter({ station: 'RAW-1', isExchanged: true })
    expect(await question()).toBeNull()
    expect(await fact()).toMatchObject({ value: 'lifetime', source: 'default' })
    expect(await audit()).toMatchObject([{ action: 'meter-changed', before: { meterSerial: 'M-1' }, after: { meterSerial: 'M-2' } }])
  })

  it('M26: that was only entered anew keeps what is known of it', async () => {
    const { stage, boot, question, audit } = await aCharger()
    await boot('M-2')
    await stage.client.stations.answerMeter({ station: 'RAW-1', isExchanged: false })
    expect(await question()).toBeNull()
    expect(await audit()).toMatchObject([{ action: 'meter-kept' }])
    await boot('M-2')
    expect(await question()).toBeNull()
  })

  it('M26: is no question where the old number comes back, or none was known', async () => {
    const { boot, question } = await aCharger(null)
    await boot('M-1')
    expect(await question()).toBeNull()
    await boot('M-2')
    await boot('M-1')
    expect(await question()).toBeNull()
  })
})

describe('M14: phases', () => {
  it('M14: a few volts on a phase are no voltage, and the active phases follow from the current', async () => {
    const { stage, station } = await aCharger()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    stage.clock.advance(MINUTE)
    const voltage = (phase: string, value: string) => ({ measurand: 'Voltage', unit: 'V', phase, value })
    const current = (phase: string, value: string) => ({ measurand: 'Current.Import', unit: 'A', phase, value })
    const sampled = [
      voltage('L1-N', '231.2'), voltage('L2-N', '2.1'), voltage('L3-N', '1.4'),
      current('L1', '15.9'), current('L2', '0.2'), current('L3', '0'),
    ]
    await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...sampled)] })
    expect(await stage.session()).toMatchObject({ activePhases: ['L1'] })
    const samples = await stage.client.sessions.samples({ session: 1 })
    expect(samples.filter(({ quantity }) => quantity === 'voltage')).toMatchObject([{ phase: 'L1', value: 231.2 }])
  })
})

it('M10: a frozen begin value beside the live one is not taken for now', async () => {
  const { stage, station } = await aCharger()
  await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 5_000, timestamp: at(stage) })
  stage.clock.advance(30 * MINUTE)
  const sampled = [{ value: '5000', context: 'Transaction.Begin' }, { value: '7500', context: 'Sample.Periodic' }]
  await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...sampled)] })
  expect(await stage.session()).toMatchObject({ energyWh: 2_500, marks: [] })
})

it('T12: transaction ids rise over connectors, chargers and restarts, and none comes twice', async () => {
  const stage = await openStage()
  const ids: unknown[] = []
  const start = async (identity: string, connectorId: number) => {
    const station = await rawStation(stage, { identity })
    await station.boot()
    const answer = await station.call('StartTransaction', { connectorId, idTag: `CARD${ids.length}`, meterStart: 0, timestamp: at(stage) })
    ids.push(answer.transactionId)
    stage.clock.advance(MINUTE)
    station.socket.terminate()
  }
  await start('RAW-1', 1)
  await start('RAW-1', 2)
  await start('RAW-2', 1)
  await stage.restart()
  await start('RAW-2', 2)
  await start('RAW-1', 1)
  expect(ids).toEqual([1, 2, 3, 4, 5])
})
