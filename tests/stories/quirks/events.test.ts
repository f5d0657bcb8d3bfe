import { describe, expect, it } from 'vitest'
import { at, rawStation } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, storyStart } from '../story'

type Fields = Record<string, unknown>

describe.each(['2.0.1', '2.1'] as const)('transaction events of %s', (version) => {
  async function aCharger() {
    const stage = await openStage()
    const station = await rawStation(stage, { version })
    await station.boot()
    const event = (eventType: string, seqNo: number, fields: Fields = {}, info: Fields = {}) =>
      station.call('TransactionEvent', {
        eventType,
        seqNo,
        timestamp: at(stage),
        triggerReason: 'MeterValuePeriodic',
        transactionInfo: { transactionId: 'tx-1', ...info },
        ...fields,
      })
    const energy = (value: number, context = 'Sample.Periodic', timestamp = at(stage)) => ({
      meterValue: [{ timestamp, sampledValue: [{ value, context }] }],
    })
    return { stage, station, event, energy }
  }
  const evse = { id: 1, connectorId: 1 }
  const idToken = { idToken: 'DEADBEEF', type: 'ISO14443' }

  it('X01: an EVSE without connector is not guessed to be connector 1', async () => {
    const { stage, station, event } = await aCharger()
    await event('Started', 0, { evse: { id: 2 }, idToken })
    expect(await stage.live()).toMatchObject([{ place: { evse: 2, connector: null } }])
    expect((await stage.station()).connectors).toEqual([])
    const status = { connectorStatus: 'Occupied', evseId: 2, connectorId: 3, timestamp: at(stage) }
    await station.call('StatusNotification', status)
    expect(await stage.station()).toMatchObject({ connectors: [{ evse: 2, connector: 3, session: 1 }] })
  })

  it('X01: it is resolved where the EVSE has one connector', async () => {
    const { stage, station, event } = await aCharger()
    const status = { connectorStatus: 'Available', evseId: 2, connectorId: 3, timestamp: at(stage) }
    await station.call('StatusNotification', status)
    await event('Started', 0, { evse: { id: 2 }, idToken })
    expect(await stage.live()).toMatchObject([{ place: { evse: 2, connector: 3 } }])
  })

  it('X02: Ended before Updated, and before Started: one right transaction', async () => {
    const { stage, event, energy } = await aCharger()
    const startedAt = at(stage)
    const start = { timestamp: startedAt, evse, idToken, ...energy(1_000, 'Transaction.Begin') }
    stage.clock.advance(10 * MINUTE)
    const update = { timestamp: at(stage), ...energy(2_000) }
    stage.clock.advance(10 * MINUTE)
    await event('Ended', 2, energy(3_000, 'Transaction.End'), { stoppedReason: 'EVDisconnected' })
    expect(await stage.history()).toMatchObject([{ state: 'completed', reason: 'ev-disconnected' }])
    expect((await stage.session()).marks).toEqual(expect.arrayContaining(['stop-only', 'incomplete']))
    await event('Updated', 1, update)
    await event('Started', 0, start)
    expect(await stage.live()).toEqual([])
    expect(await stage.history()).toMatchObject([
      {
        session: 1,
        startedAt: Date.parse(startedAt),
        endedAt: stage.clock.now(),
        energyWh: 2_000,
        idToken: 'DEADBEEF',
        place: evse && { evse: 1, connector: 1 },
        reason: 'ev-disconnected',
      },
    ])
    expect((await stage.session()).marks, 'nothing is missing any more').not.toEqual(
      expect.arrayContaining(['incomplete']),
    )
  })

  it('X02: a gap is shown until it is filled; a number that came is not taken twice', async () => {
    const { stage, event, energy } = await aCharger()
    await event('Started', 0, { evse, idToken, ...energy(0, 'Transaction.Begin') })
    const missing = { timestamp: at(stage, MINUTE), ...energy(100, 'Sample.Periodic', at(stage, MINUTE)) }
    stage.clock.advance(2 * MINUTE)
    await event('Updated', 2, energy(200))
    expect(await stage.session()).toMatchObject({ marks: ['incomplete'], energyWh: 200 })
    await event('Updated', 2, energy(900))
    expect(await stage.session(), 'repeated').toMatchObject({ energyWh: 200 })
    await event('Updated', 1, missing)
    expect(await stage.session()).toMatchObject({ marks: [], energyWh: 200 })
  })

  it('X02: events of the past do not change what is shown of now', async () => {
    const { stage, event } = await aCharger()
    await event('Started', 0, { evse, idToken }, { chargingState: 'EVConnected' })
    stage.clock.advance(HOUR)
    await event('Updated', 3, {}, { chargingState: 'Charging' })
    const past = { offline: true, timestamp: at(stage, -30 * MINUTE) }
    await event('Updated', 1, past, { chargingState: 'SuspendedEV' })
    await event('Updated', 2, past, { chargingState: 'Idle' })
    expect(await stage.live()).toMatchObject([{ chargingState: 'charging', startedAt: storyStart }])
    expect(await stage.station()).toMatchObject({ connectors: [{ chargingState: 'charging' }] })
  })

  it('X02: an Ended that comes alone is a session of its own, also in the second in which another one ended', async () => {
    const { stage, station, event, energy } = await aCharger()
    await event('Started', 0, { evse, idToken, ...energy(1_000, 'Transaction.Begin') })
    stage.clock.advance(HOUR)
    await event('Ended', 1, energy(3_000, 'Transaction.End'), { stoppedReason: 'PowerLoss' })
    await station.call('TransactionEvent', {
      eventType: 'Ended',
      seqNo: 7,
      timestamp: at(stage),
      triggerReason: 'AbnormalCondition',
      transactionInfo: { transactionId: '-tx-2', stoppedReason: 'PowerLoss' },
      evse: { id: 2, connectorId: 1 },
      ...energy(9_000, 'Transaction.End'),
    })
    expect(await stage.history()).toMatchObject([
      { session: 2, transactionId: '-tx-2', marks: ['incomplete', 'stop-only', 'unmatched'] },
      { session: 1, transactionId: 'tx-1', energyWh: 2_000, marks: [] },
    ])
  })

  it('X03: a transaction stays open while its end waits in the queue of the station', async () => {
    const { stage, station, event, energy } = await aCharger()
    await event('Started', 0, { evse, idToken, ...energy(1_000, 'Transaction.Begin') })
    const endedAt = at(stage, 10 * MINUTE)
    station.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')
    stage.clock.advance(HOUR)
    const again = await rawStation(stage, { version })
    const status = { connectorStatus: 'Available', evseId: 1, connectorId: 1, timestamp: at(stage) }
    await again.call('StatusNotification', status)
    expect(await stage.live(), 'Available alone ends nothing').toMatchObject([{ session: 1, state: 'running' }])
    await again.call('TransactionEvent', {
      eventType: 'Ended',
      seqNo: 1,
      offline: true,
      timestamp: endedAt,
      triggerReason: 'EVDeparted',
      transactionInfo: { transactionId: 'tx-1', stoppedReason: 'EVDisconnected' },
      meterValue: [{ timestamp: endedAt, sampledValue: [{ value: 3_000, context: 'Transaction.End' }] }],
    })
    expect(await stage.history()).toMatchObject([{ endedAt: Date.parse(endedAt), energyWh: 2_000, marks: ['late'] }])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', chargingState: null, session: null }] })
  })

  it('X04: what only the first event said holds, and what every event repeats changes nothing', async () => {
    const { stage, event, energy } = await aCharger()
    await event('Started', 0, { evse, idToken, ...energy(0, 'Transaction.Begin') }, { chargingState: 'Charging' })
    stage.clock.advance(MINUTE)
    await event('Updated', 1, energy(100))
    await event('Updated', 2, { evse, idToken }, {})
    expect(await stage.live()).toMatchObject([
      { place: { evse: 1, connector: 1 }, idToken: 'DEADBEEF', chargingState: 'charging', energyWh: 100, marks: [] },
    ])
  })

  it('X05: required fields that are missing are no reason to refuse', async () => {
    const { stage, station } = await aCharger()
    const bare = { eventType: 'Started', transactionInfo: { transactionId: 'tx-9' } }
    expect(await station.call('TransactionEvent', bare)).toEqual({})
    expect(await stage.live()).toMatchObject([{ transactionId: 'tx-9', place: null, idToken: null }])
    expect(await stage.findings()).toContain('schema')
  })

  it('T10: a refused token is told so in the answer', async () => {
    const { stage, event } = await aCharger()
    await stage.client.settings.set({ unknownTokens: 'refuse' })
    expect(await event('Started', 0, { evse, idToken })).toEqual({ idTokenInfo: { status: 'Unknown' } })
    expect(await stage.live()).toMatchObject([{ session: 1 }])
  })
})
