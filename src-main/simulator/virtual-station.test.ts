import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { manualClock, timestampStyles } from './station-clock'
import { aStationPlan, versions } from './station-plan'
import { eventually, strictServer, type StrictServer } from './strict-server'
import type { VirtualStationOptions } from './station-options'
import { VirtualStation } from './virtual-station'
import type { Payload } from './wire'

const place = { evse: 1, connector: 1 }
const token = '04A2B9C1D27480'

let server: StrictServer
const stations: VirtualStation[] = []

beforeEach(async () => {
  server = await strictServer()
})

afterEach(async () => {
  await Promise.all(stations.splice(0).map((station) => station.close()))
  await server.close()
  // Every frame of every test was valid by its schema.
  expect(server.violations).toEqual([])
})

function aStation(options: Partial<VirtualStationOptions> = {}): VirtualStation {
  const station = new VirtualStation({ url: server.url, plan: aStationPlan(), ...options })
  stations.push(station)
  return station
}

const info = (payload: Payload): Payload => payload['transactionInfo'] as Payload
const statuses = (): unknown[] =>
  server.payloads('StatusNotification').map((payload) => payload['status'] ?? payload['connectorStatus'])

describe.each(versions)('a station of OCPP %s', (version) => {
  const plan = aStationPlan({ version })
  const is16 = version === '1.6'

  it('plays a whole session with schema-valid frames', async () => {
    const station = aStation({ plan })
    await station.connect()
    expect(await station.boot()).toMatchObject({ status: 'Accepted', intervalS: 300 })
    await station.heartbeat()
    await station.plugIn(place)
    expect(await station.authorize(token)).toBe('Accepted')
    await station.startCharging(place, token)
    await station.meter(place, {
      energyWh: 10_500,
      powerW: 11_000,
      currentA: [16, 16, 16],
      voltageV: [230, 231, 229],
      socPercent: 41,
    })
    await station.suspend(place, 'ev')
    await station.resume(place)
    await station.suspend(place, 'evse')
    await station.stop(place, 'local')
    await station.unplug(place)
    await station.fault(place, 'GroundFailure', { info: 'RCD tripped', vendorCode: 'E12' })
    await station.clearFault(place)

    const told = server.actions()
    if (is16) {
      expect(statuses()).toEqual([
        'Available', 'Available', 'Preparing', 'Charging', 'SuspendedEV', 'Charging', 'SuspendedEVSE', 'Finishing',
        'Available', 'Faulted', 'Available',
      ])
      expect(told.filter((action) => /Transaction$/.test(action))).toEqual(['StartTransaction', 'StopTransaction'])
    } else {
      expect(statuses()).toEqual(['Available', 'Occupied', 'Available', 'Faulted', 'Available'])
      const events = server.payloads('TransactionEvent')
      expect(events.map((event) => [event['seqNo'], event['eventType'], info(event)['chargingState']])).toEqual([
        [0, 'Started', 'EVConnected'],
        [1, 'Updated', 'Charging'],
        [2, 'Updated', 'Charging'],
        [3, 'Updated', 'SuspendedEV'],
        [4, 'Updated', 'Charging'],
        [5, 'Updated', 'SuspendedEVSE'],
        [6, 'Ended', 'EVConnected'],
      ])
      expect(server.payloads('NotifyEvent')).toHaveLength(2)
    }
  })

  it('queues while the network is gone and replays in order with the old times', async () => {
    const clock = manualClock(Date.parse('2026-03-01T08:00:00Z'))
    const station = aStation({ plan, clock })
    await station.connect()
    await station.boot()
    station.dropNetwork()
    clock.set(Date.parse('2026-03-01T09:00:00Z'))
    await station.plugIn(place)
    expect(await station.authorize(token)).toBeNull()
    await station.startCharging(place, token)
    clock.advance(600_000)
    await station.meter(place, { energyWh: 12_000 })
    clock.advance(600_000)
    await station.stop(place, 'local')
    const before = server.calls.length
    expect(station.queued).toBeGreaterThan(3)
    await station.reconnect()

    expect(station.queued).toBe(0)
    const replayed = server.calls.slice(before).filter(({ action }) => action !== 'StatusNotification')
    expect(replayed.map(({ action }) => action)).toEqual(
      is16
        ? ['StartTransaction', 'MeterValues', 'StopTransaction']
        : ['TransactionEvent', 'TransactionEvent', 'TransactionEvent', 'TransactionEvent'],
    )
    expect(replayed[0]?.payload['timestamp']).toBe('2026-03-01T09:00:00.000Z')
    expect(replayed.at(-1)?.payload['timestamp']).toBe('2026-03-01T09:20:00.000Z')
    if (is16) expect(replayed[2]?.payload['transactionId']).toBe(101)
    else expect(replayed.map(({ payload }) => [payload['seqNo'], payload['offline']])).toEqual(
      [0, 1, 2, 3].map((seqNo) => [seqNo, true]),
    )
  })

  it('repeats a CALL with the same payload when the answer is lost', async () => {
    const station = aStation({ plan })
    await station.connect()
    await station.boot()
    await station.plugIn(place)
    station.loseAnswers(2)
    await station.startCharging(place, token)
    const starts = server.payloads(is16 ? 'StartTransaction' : 'TransactionEvent').slice(0, 3)
    expect(starts).toHaveLength(3)
    expect(starts[1]).toEqual(starts[0])
    expect(starts[2]).toEqual(starts[0])
    if (is16) expect(station.connector(place).transaction?.wireId).toBe('103')
  })

  it('repeats Start and Stop on demand', async () => {
    const station = aStation({ plan })
    await station.connect()
    await station.plugIn(place)
    await station.startCharging(place, token)
    await station.repeat(place, 'start')
    await station.stop(place, 'local')
    await station.repeat(place, 'stop')
    if (is16) {
      expect(server.payloads('StartTransaction')).toHaveLength(2)
      expect(server.payloads('StopTransaction')).toHaveLength(2)
    } else {
      const types = server.payloads('TransactionEvent').map((event) => event['eventType'])
      expect(types).toEqual(['Started', 'Updated', 'Started', 'Ended', 'Ended'])
    }
  })

  it('breaks off a transaction whose token is refused', async () => {
    await server.close()
    server = await strictServer(({ action, payload }) => {
      if (action === 'StartTransaction') return { transactionId: 7, idTagInfo: { status: 'Blocked' } }
      return action === 'TransactionEvent' && payload['idToken'] ? { idTokenInfo: { status: 'Blocked' } } : undefined
    })
    const station = aStation({ plan })
    await station.connect()
    await station.plugIn(place)
    await station.startCharging(place, token)
    await station.settled()
    expect(station.connector(place).transaction).toBeNull()
    const last = server.payloads(is16 ? 'StopTransaction' : 'TransactionEvent').at(-1) ?? {}
    expect(is16 ? last['reason'] : info(last)['stoppedReason']).toBe('DeAuthorized')
  })

  it('holds everything back while the boot is Pending, and goes live when a triggered boot is accepted', async () => {
    let admitted = false
    await server.close()
    server = await strictServer(({ action }) =>
      action === 'BootNotification' && !admitted
        ? { status: 'Pending', currentTime: new Date().toISOString(), interval: 5 }
        : undefined,
    )
    const station = aStation({ plan })
    await station.connect()
    expect(await station.boot()).toMatchObject({ status: 'Pending', intervalS: 5 })
    await station.plugIn(place)
    expect(server.actions()).toEqual(['BootNotification'])
    admitted = true
    const answer = await server.ask(plan.identity, 'TriggerMessage', { requestedMessage: 'BootNotification' })
    expect(answer['status']).toBe('Accepted')
    await eventually(() => statuses().includes(is16 ? 'Preparing' : 'Occupied'), 'the status that had to wait')
  })

  it('starts and stops when it is told to', async () => {
    const station = aStation({ plan })
    await station.connect()
    await station.boot()
    const start = is16
      ? await server.ask(plan.identity, 'RemoteStartTransaction', { connectorId: 1, idTag: token })
      : await server.ask(plan.identity, 'RequestStartTransaction', {
          evseId: 1,
          remoteStartId: 9,
          idToken: { idToken: token, type: 'Central' },
        })
    expect(start['status']).toBe('Accepted')
    await eventually(() => station.connector(place).transaction?.wireId != null, 'the remote start')
    if (!is16) {
      expect(server.payloads('TransactionEvent')[0]).toMatchObject({
        triggerReason: 'RemoteStart',
        transactionInfo: { remoteStartId: 9 },
      })
    }
    const transactionId = station.connector(place).transaction?.wireId ?? ''
    const [action, id] = is16
      ? (['RemoteStopTransaction', Number(transactionId)] as const)
      : (['RequestStopTransaction', transactionId] as const)
    expect(await server.ask(plan.identity, action, { transactionId: is16 ? 999 : 'unknown' })).toMatchObject({
      status: 'Rejected',
    })
    expect(await server.ask(plan.identity, action, { transactionId: id })).toMatchObject({ status: 'Accepted' })
    await eventually(() => station.connector(place).transaction === null, 'the remote stop')
    await station.settled()
    const last = server.payloads(is16 ? 'StopTransaction' : 'TransactionEvent').at(-1) ?? {}
    expect(is16 ? last['reason'] : info(last)['stoppedReason']).toBe('Remote')
  })

  it('reboots on a hard reset and says so', async () => {
    const station = aStation({ plan, rebootMs: 10 })
    await station.connect()
    await station.boot()
    await station.plugIn(place)
    await station.startCharging(place, token)
    const answer = await server.ask(plan.identity, 'Reset', { type: is16 ? 'Hard' : 'Immediate' })
    expect(answer['status']).toBe('Accepted')
    await eventually(() => server.payloads('BootNotification').length === 2, 'the second boot')
    const last = server.payloads(is16 ? 'StopTransaction' : 'TransactionEvent').at(-1) ?? {}
    expect(is16 ? last['reason'] : info(last)['stoppedReason']).toBe(is16 ? 'HardReset' : 'ImmediateReset')
    if (!is16) expect(server.payloads('BootNotification')[1]).toMatchObject({ reason: 'RemoteReset' })
  })

  it('becomes inoperative after the transaction, and unlocks by the rules of its version', async () => {
    const station = aStation({ plan })
    const ask = (action: string, payload: Payload): Promise<Payload> => server.ask(plan.identity, action, payload)
    await station.connect()
    await station.boot()
    await station.plugIn(place)
    await station.startCharging(place, token)
    const retire = is16
      ? { connectorId: 1, type: 'Inoperative' }
      : { evse: { id: 1, connectorId: 1 }, operationalStatus: 'Inoperative' }
    expect(await ask('ChangeAvailability', retire)).toEqual({ status: 'Scheduled' })
    const unlock = is16 ? { connectorId: 1 } : { evseId: 1, connectorId: 1 }
    expect(await ask('UnlockConnector', unlock)).toEqual({
      status: is16 ? 'Unlocked' : 'OngoingAuthorizedTransaction',
    })
    if (!is16) await station.stop(place, 'local')
    await station.settled()
    expect(statuses().at(-1)).toBe('Unavailable')
    const unknown = is16 ? { connectorId: 9 } : { evseId: 9, connectorId: 1 }
    expect(await ask('UnlockConnector', unknown)).toEqual({ status: is16 ? 'NotSupported' : 'UnknownConnector' })
  })

  it('sends what a trigger asks for, and refuses what it does not know', async () => {
    const station = aStation({ plan })
    await station.connect()
    await station.boot()
    const where = is16 ? { connectorId: 1 } : { evse: { id: 1 } }
    const log = is16 ? 'DiagnosticsStatusNotification' : 'LogStatusNotification'
    for (const requestedMessage of ['Heartbeat', 'StatusNotification', 'MeterValues', 'FirmwareStatusNotification', log]) {
      const before = server.payloads(requestedMessage).length
      const answer = await server.ask(plan.identity, 'TriggerMessage', { requestedMessage, ...where })
      expect(answer['status']).toBe('Accepted')
      await eventually(() => server.payloads(requestedMessage).length === before + 1, requestedMessage)
    }
    const [asked, payload] = is16 ? ['GetLocalListVersion', {}] : ['GetLocalListVersion', {}]
    expect(await server.ask(plan.identity, asked as string, payload as Payload)).toBeTypeOf('object')
    await expect(
      server.ask(plan.identity, 'CertificateSigned', { certificateChain: 'x' }),
    ).rejects.toMatchObject({ rpcErrorCode: 'NotSupported' })
  })

  it('answers for its configuration', async () => {
    const station = aStation({ plan })
    await station.connect()
    if (is16) {
      const ask = (action: string, payload: Payload) => server.ask(plan.identity, action, payload)
      expect(await ask('ChangeConfiguration', { key: 'heartbeatinterval', value: '60' })).toEqual({ status: 'Accepted' })
      expect(await ask('ChangeConfiguration', { key: 'NumberOfConnectors', value: '9' })).toEqual({ status: 'Rejected' })
      expect(await ask('GetConfiguration', { key: ['HeartbeatInterval', 'Nonsense'] })).toEqual({
        configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '60' }],
        unknownKey: ['Nonsense'],
      })
      return
    }
    const component = { name: 'OCPPCommCtrlr' }
    const variable = { name: 'HeartbeatInterval' }
    const set = await server.ask(plan.identity, 'SetVariables', {
      setVariableData: [{ component, variable, attributeValue: '60' }],
    })
    expect(set['setVariableResult']).toEqual([{ component, variable, attributeStatus: 'Accepted' }])
    const got = await server.ask(plan.identity, 'GetVariables', {
      getVariableData: [{ component, variable }, { component: { name: 'Nonsense' }, variable }],
    })
    expect(got['getVariableResult']).toEqual([
      { component, variable, attributeStatus: 'Accepted', attributeValue: '60' },
      { component: { name: 'Nonsense' }, variable, attributeStatus: 'UnknownComponent' },
    ])
  })

  it('lets the peer believe in a frozen socket and talks over a new one', async () => {
    const lost: number[] = []
    const station = aStation({ plan, onLost: ({ code }) => lost.push(code) })
    await station.connect()
    station.dropNetwork({ frozen: true })
    expect(lost).toEqual([1006])
    await station.reconnect()
    await station.heartbeat()
    expect(server.actions()).toEqual(['Heartbeat'])
    await station.flap(3, 1)
    expect(lost).toHaveLength(4)
    await station.heartbeat()
    expect(server.actions()).toHaveLength(2)
  })
})

describe('a station with oddities', () => {
  it.each([-1, 0] as const)('T01: stops an offline transaction as %i', async (offlineTransactionId) => {
    const station = aStation({ offlineTransactionId })
    await station.connect()
    station.dropNetwork()
    await station.plugIn(place)
    await station.startCharging(place, token)
    await station.stop(place, 'local')
    await station.reconnect()
    expect(server.payloads('StopTransaction')[0]).toMatchObject({ transactionId: offlineTransactionId })
  })

  it('gives the same transaction ids for the same seed, and others for another', async () => {
    const ids: unknown[] = []
    for (const seed of ['a', 'a', 'b']) {
      const station = aStation({ plan: aStationPlan({ version: '2.0.1' }), seed })
      await station.plugIn(place)
      ids.push((await station.startCharging(place, token)).wireId)
    }
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/)
  })

  it('keeps the frames of both directions, the newest ones', async () => {
    const station = aStation({ frameLimit: 3 })
    await station.connect()
    await station.boot()
    expect(station.frames.map(({ direction }) => direction)).toEqual(['in', 'out', 'in'])
    const answers = server.calls.length
    station.sendRaw('[2,"raw-1","Heartbeat",{}]')
    await eventually(() => server.calls.length === answers + 1, 'the raw frame')
  })
})

describe('timestamp styles', () => {
  const at = Date.parse('2026-03-01T08:09:10.123Z')
  it.each([
    ['utc', timestampStyles.utc, '2026-03-01T08:09:10.123Z'],
    ['no zone', timestampStyles.noZone, '2026-03-01T08:09:10.123'],
    ['no seconds', timestampStyles.noSeconds, '2026-03-01T08:09Z'],
    ['nine digits', timestampStyles.nineDigits, '2026-03-01T08:09:10.123456789Z'],
    ['local as utc', timestampStyles.localAsUtc(60), '2026-03-01T09:09:10.123Z'],
    ['local without zone', timestampStyles.localNoZone(-60), '2026-03-01T07:09:10.123'],
    ['offset', timestampStyles.offset(-210), '2026-03-01T04:39:10.123-03:30'],
    ['short offset', timestampStyles.shortOffset(3), '2026-03-01T11:09:10.123+03'],
  ])('writes %s', (_name, write, text) => {
    expect(write(at)).toBe(text)
  })
})
