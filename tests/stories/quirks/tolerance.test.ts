import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { HOUR, MINUTE, openStage, plug, storyStart } from '../story'

type Fields = Record<string, unknown>

async function aCharger(version: '1.6' | '2.0.1' | '2.1' = '1.6') {
  const stage = await openStage()
  const station = await rawStation(stage, { version })
  await station.boot()
  return {
    stage,
    station,
    say: (connectorId: number, status: string, fields: Fields = {}) =>
      station.call('StatusNotification', { connectorId, status, errorCode: 'NoError', timestamp: at(stage), ...fields }),
  }
}

it('S07: the age of a state is shown, and a start is sent out of Finishing as well', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, 'DEADBEEF')
  await station.stop(plug, 'local')
  const since = stage.clock.now()
  stage.clock.advance(2 * MINUTE)
  expect(await stage.station()).toMatchObject({ connectors: [{ rawStatus: 'Finishing', since }] })
  expect(await stage.ask({ kind: 'start', place: plug, idToken: 'DEADBEEF' })).toMatchObject({ action: 'RemoteStartTransaction', answer: 'Accepted' })
})

it('S11: a connector that nobody has configured is there once it is heard of', async () => {
  const { stage, say } = await aCharger()
  await say(3, 'Available')
  await say(7, 'Charging')
  expect((await stage.station()).connectors.map(({ evse }) => evse)).toEqual([3, 7])
})

it('S11: connectors without end are answered, and kept up to 256', async () => {
  const { stage, station, say } = await aCharger()
  await Promise.all(Array.from({ length: 300 }, (_, index) => say(index + 1, 'Available')))
  expect((await stage.station()).connectors).toHaveLength(256)
  await say(1, 'Preparing')
  expect((await stage.station()).connectors[0]).toMatchObject({ evse: 1, rawStatus: 'Preparing' })
  expect((await stage.detail()).findings).toMatchObject([{ code: 'S11', count: 44 }])
  expect(await station.call('StartTransaction', { connectorId: 999, idTag: 'A', meterStart: 0, timestamp: at(stage) })).toMatchObject({ transactionId: 1 })
})

it.each(['null', '0x0000', '0', ''])('S15: "%s" in the vendor fields is nothing', async (word) => {
  const { stage, say } = await aCharger()
  await say(1, 'Available', { info: word, vendorErrorCode: word })
  expect(await stage.station()).toMatchObject({ connectors: [{ fault: null }] })
  await say(1, 'Faulted', { errorCode: 'OtherError', info: word, vendorErrorCode: word })
  expect(await stage.station()).toMatchObject({ connectors: [{ fault: { code: 'OtherError', info: null, vendorCode: null } }] })
})

describe('readings by phase', () => {
  async function measured(...sampledValue: Fields[]) {
    const { stage, station } = await aCharger()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    stage.clock.advance(10 * MINUTE)
    await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...sampledValue)] })
    return { session: await stage.session(), samples: await stage.client.sessions.samples({ session: 1 }) }
  }

  it('M12: an energy on L1 alone is the total', async () => {
    const { session } = await measured({ value: '3000', unit: 'Wh', phase: 'L1' }, { value: '11000', measurand: 'Power.Active.Import', unit: 'W', phase: 'L1' })
    expect(session).toMatchObject({ energyWh: 3_000, power: { watts: 11_000 } })
  })

  it('M12: an energy on L1 beside the other phases is the total where a person has said so', async () => {
    const phases = ['L1', 'L2', 'L3'].map((phase) => ({ value: '3000', unit: 'Wh', phase }))
    const { session: summed } = await measured(...phases)
    expect(summed).toMatchObject({ energyWh: 9_000 })
    const { stage, station } = await aCharger()
    await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'phaseMeaning', value: 'total-on-l1' } })
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    stage.clock.advance(10 * MINUTE)
    await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...phases)] })
    expect(await stage.session()).toMatchObject({ energyWh: 3_000 })
  })

  it('M13: L1 and L1-N are the same phase, for a current and for a voltage', async () => {
    const { samples } = await measured(
      { value: '16', measurand: 'Current.Import', unit: 'A', phase: 'L1-N' },
      { value: '230', measurand: 'Voltage', unit: 'V', phase: 'L1' },
    )
    expect(samples).toContainEqual(expect.objectContaining({ quantity: 'current-import', phase: 'L1' }))
    expect(samples).toContainEqual(expect.objectContaining({ quantity: 'voltage', phase: 'L1' }))
  })
})

describe.each(['2.0.1', '2.1'] as const)('events of %s', (version) => {
  it('X05: without trigger reason they are taken, and flagged', async () => {
    const { stage, station } = await aCharger(version)
    const answer = await station.call('TransactionEvent', {
      eventType: 'Started', seqNo: 0, timestamp: at(stage), transactionInfo: { transactionId: 'tx-1' }, evse: { id: 1, connectorId: 1 },
    })
    expect(answer).toEqual({})
    expect(await stage.live()).toMatchObject([{ transactionId: 'tx-1', place: plug }])
    expect(await stage.findings()).toEqual(['schema'])
  })

  it('X06: occupied with a charging transaction is charging', async () => {
    const { stage, station } = await aCharger(version)
    await station.call('StatusNotification', { connectorStatus: 'Occupied', evseId: 1, connectorId: 1, timestamp: at(stage) })
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'occupied', chargingState: null }] })
    await station.call('TransactionEvent', {
      eventType: 'Started', seqNo: 0, timestamp: at(stage), triggerReason: 'CablePluggedIn', evse: { id: 1, connectorId: 1 },
      transactionInfo: { transactionId: 'tx-1', chargingState: 'Charging' },
    })
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'occupied', chargingState: 'charging' }] })
  })

  it('X07: an alert opens a fault, and its clearing ends it', async () => {
    const { stage, station } = await aCharger(version)
    await station.call('StatusNotification', { connectorStatus: 'Available', evseId: 1, connectorId: 1, timestamp: at(stage) })
    const event = (fields: Fields) => station.call('NotifyEvent', {
      generatedAt: at(stage), seqNo: 0,
      eventData: [{
        eventId: 1, timestamp: at(stage), trigger: 'Alerting', eventNotificationType: 'HardWiredNotification', techCode: 'E12', actualValue: 'true',
        component: { name: 'Connector', evse: { id: 1, connectorId: 1 } }, variable: { name: 'Problem' }, ...fields,
      }],
    })
    await event({})
    expect(await stage.station()).toMatchObject({ connectors: [{ fault: { code: 'Connector.Problem', vendorCode: 'E12' } }] })
    await event({ cleared: true })
    expect(await stage.station()).toMatchObject({ connectors: [{ fault: null }] })
  })

  it('X08: words that are newer than the schema are kept', async () => {
    const { stage, station } = await aCharger(version)
    const event = (eventType: string, seqNo: number, info: Fields) => station.call('TransactionEvent', {
      eventType, seqNo, timestamp: at(stage), triggerReason: 'SomethingNew', evse: { id: 1, connectorId: 1 },
      transactionInfo: { transactionId: 'tx-1', ...info },
    })
    await event('Started', 0, { chargingState: 'SomethingElse' })
    await event('Ended', 1, { stoppedReason: 'MoonPhase' })
    expect(await stage.history()).toMatchObject([{ reason: 'other', rawReason: 'MoonPhase' }])
  })
})

it('B03: a boot without vendor and model is accepted, and said', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  expect(await station.call('BootNotification', { chargePointVendor: '', chargePointModel: '' })).toMatchObject({ status: 'Accepted' })
  expect(await stage.station()).toMatchObject({ vendor: null, model: null })
  expect(await stage.findings()).toContain('B03')
})

it('B04: what is longer than allowed is kept', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  const serial = 'S'.repeat(33)
  const boot = { chargePointVendor: 'V', chargePointModel: 'M', chargePointSerialNumber: serial }
  expect(await station.call('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect(await stage.station()).toMatchObject({ serial })
  expect(await stage.findings()).toEqual(['schema'])
})

it('B06: no heartbeat interval of 0 is ever answered', async () => {
  const { stage, station } = await aCharger()
  expect(await station.boot()).toMatchObject({ interval: 300 })
  await expect(stage.client.settings.set({ heartbeatIntervalS: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const stranger = await rawStation(stage, { identity: 'NEW', isRegistered: false })
  expect((await stranger.boot())['interval']).toBeGreaterThan(0)
})

it('B08: a clock that is an hour off is shown, and what it says keeps its own times', async () => {
  const { stage, say } = await aCharger()
  await say(1, 'Available', { timestamp: at(stage, HOUR) })
  expect(await stage.detail()).toMatchObject({ clockSkewMs: HOUR })
  await say(1, 'Charging', { timestamp: at(stage, HOUR) })
  expect(await stage.station(), 'now is by receive time').toMatchObject({ connectors: [{ rawStatus: 'Charging', since: storyStart }] })
})

it('B11: the current time always ends in Z', async () => {
  const { station } = await aCharger()
  expect((await station.call('Heartbeat', {}))['currentTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  expect((await station.boot())['currentTime']).toMatch(/Z$/)
})

describe('B12: messages before the boot', () => {
  it('B12: a known station is answered as always', async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.call('StatusNotification', { connectorId: 1, status: 'Charging', errorCode: 'NoError', timestamp: at(stage) })
    await station.call('Heartbeat', {})
    expect(await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })).toMatchObject({ transactionId: 1 })
    expect(await stage.live()).toMatchObject([{ session: 1, chargingState: 'charging' }])
    expect(station.isOpen()).toBe(true)
  })

  it('B12: what a stranger says is kept until it is accepted', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { isRegistered: false })
    expect(await station.boot()).toMatchObject({ status: 'Pending' })
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    expect(await stage.live()).toEqual([])
    await stage.client.stations.accept({ station: 'RAW-1', name: 'Gate', site: null })
    expect(await stage.live()).toMatchObject([{ session: 1, stationName: 'Gate' }])
    expect(station.isOpen()).toBe(true)
  })
})

describe('what the meter says beside the status', () => {
  async function charging(status: string) {
    const { stage, station, say } = await aCharger()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    await say(1, status)
    const measured = async (value: number, soc?: number) => {
      stage.clock.advance(5 * MINUTE)
      const sampled = [{ value: String(value) }, ...(soc === undefined ? [] : [{ value: String(soc), measurand: 'SoC' }])]
      await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), ...sampled)] })
      return stage.session()
    }
    return { stage, measured }
  }

  it.each(['SuspendedEV', 'SuspendedEVSE'])('S05: %s while energy flows is shown as both', async (status) => {
    const { measured } = await charging(status)
    expect(await measured(500)).toMatchObject({ isFlowing: true, power: { watts: 6_000, derived: true } })
    expect((await measured(1_000)).chargingState).toMatch(/^suspended/)
    expect(await measured(1_000)).toMatchObject({ isFlowing: true })
    await measured(1_000)
    expect(await measured(1_000)).toMatchObject({ isFlowing: false, power: { watts: 0, derived: true } })
  })

  it('S06: Charging without energy for ten minutes is told, until energy comes', async () => {
    const { measured } = await charging('Charging')
    expect(await measured(500)).toMatchObject({ stalledSince: null })
    expect(await measured(500)).toMatchObject({ stalledSince: null })
    expect(await measured(500)).toMatchObject({ stalledSince: storyStart + 5 * MINUTE })
    expect(await measured(900)).toMatchObject({ stalledSince: null })
  })

  it('M20: a charge of 0 that never moves is not known', async () => {
    const { measured } = await charging('Charging')
    await measured(100, 0)
    expect(await measured(500, 0)).toMatchObject({ socPercent: null, socStartPercent: null })
    expect(await measured(900, 3)).toMatchObject({ socPercent: 3, socStartPercent: 0 })
  })
})
