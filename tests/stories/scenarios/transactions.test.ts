import { expect, it } from 'vitest'
import { applyProposal } from '../apply-proposal'
import { at, rawStation } from '../raw-station'
import { aSpeakingCharger, idTag } from '../speaking-charger'
import { eventually, HOUR, MINUTE, openStage, storyStart } from '../story'

type Fields = Record<string, unknown>

it('scenario 3: a start that is repeated three times is one session, and of two stops the first wins (T04, T06)', async () => {
  const { stage, start, stop } = await aSpeakingCharger()
  const timestamp = at(stage)
  const answers: unknown[] = []
  for (let times = 0; times < 4; times++) {
    answers.push((await start({ timestamp })).transactionId)
    stage.clock.advance(30_000)
  }
  expect(answers).toEqual([1, 1, 1, 1])
  expect(await stage.live()).toHaveLength(1)
  stage.clock.advance(HOUR)
  expect(await stop({ meterStop: 3_000 })).toEqual({})
  stage.clock.advance(MINUTE)
  expect(await stop({ meterStop: 9_000 })).toEqual({})
  expect(await stage.live()).toEqual([])
  expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 2_000, marks: expect.arrayContaining(['conflict']) }])
  expect(await stage.findings()).toEqual(['T04', 'T06'])
  expect(await stage.desk()).toMatchObject([{ session: { session: 1 }, issues: ['conflict'] }])
})

it('scenario 4: a session of yesterday without an id is one closed session of yesterday, and now stays as it is (T01, T17, S10)', async () => {
  const { stage, start, stop, say } = await aSpeakingCharger()
  stage.clock.advance(26 * HOUR)
  await say('Available')
  const now = await stage.station()
  const yesterday = (offsetMs: number) => new Date(storyStart + offsetMs).toISOString()
  await say('Charging', { timestamp: yesterday(0) })
  await start({ timestamp: yesterday(0) })
  await say('Finishing', { timestamp: yesterday(HOUR) })
  await stop({ transactionId: -1, idTag, timestamp: yesterday(HOUR) })
  expect(await stage.live()).toEqual([])
  expect(await stage.history()).toMatchObject([
    { session: 1, startedAt: storyStart, endedAt: storyStart + HOUR, energyWh: 2_000, state: 'completed', marks: ['late'] },
  ])
  const { connectors, lastSeenAt: _lastSeenAt, ...rest } = await stage.station()
  expect(connectors).toEqual(now.connectors)
  expect(rest).toMatchObject({ status: now.status, runningSessions: 0 })
})

it('scenario 5: a session that never stops is suspect after a minute, and its real stop replaces the repair (S08, T07, T16)', async () => {
  const { stage, start, stop, say, measure } = await aSpeakingCharger()
  await start()
  await say('Charging')
  stage.clock.advance(30 * MINUTE)
  await measure(2_500)
  await say('Available')
  stage.clock.advance(58_000)
  expect(await stage.desk()).toEqual([])
  stage.clock.advance(6_000)
  await eventually(async () => (await stage.live())[0]?.state).toBe('suspect')
  expect(await start({ meterStart: 2_600 }), 'nobody is kept waiting').toMatchObject({ transactionId: 2, idTagInfo: { status: 'Accepted' } })
  const [row] = await stage.desk()
  expect(row).toMatchObject({ session: { session: 1 }, proposal: { kind: 'close', meterStopWh: 2_500 } })
  await applyProposal(stage, 1)
  expect(await stage.session(1)).toMatchObject({ state: 'completed', energyWh: 1_500 })
  stage.clock.advance(HOUR)
  const endedAt = storyStart + 31 * MINUTE
  await stop({ meterStop: 2_600, timestamp: new Date(endedAt).toISOString() })
  expect(await stage.session(1)).toMatchObject({ state: 'completed', energyWh: 1_600, endedAt })
  expect(await stage.session(2)).toMatchObject({ state: 'running' })
  const { audit } = await stage.client.desk.evidence({ session: 1 })
  expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['repaired', 'replaced']))
})

it.each(['2.0.1', '2.1'] as const)('scenario 10: events of %s out of order, with a gap, and late ones are one right transaction (X01 to X05)', async (version) => {
  const stage = await openStage()
  const station = await rawStation(stage, { version })
  await station.boot()
  const status = (connectorStatus: string) =>
    station.call('StatusNotification', { connectorStatus, evseId: 1, connectorId: 1, timestamp: at(stage) })
  await status('Available')
  const event = (eventType: string, seqNo: number, [minute, value]: [number, number], fields: Fields = {}, info: Fields = {}) => {
    const timestamp = new Date(storyStart + minute * MINUTE).toISOString()
    return station.call('TransactionEvent', {
      eventType, seqNo, timestamp, triggerReason: 'MeterValuePeriodic',
      transactionInfo: { transactionId: 'tx-10', ...info },
      meterValue: [{ timestamp, sampledValue: [{ value }] }],
      ...fields,
    })
  }
  stage.clock.advance(2 * HOUR)
  // The end overtakes what lies before it; one of the updates came while there was no connection.
  await event('Ended', 4, [60, 9_000], {}, { stoppedReason: 'EVDisconnected' })
  expect((await stage.session()).marks).toEqual(expect.arrayContaining(['incomplete']))
  await event('Updated', 1, [15, 3_000], {}, { chargingState: 'Charging' })
  await event('Started', 0, [0, 1_000], { evse: { id: 1, connectorId: 1 }, idToken: { idToken: 'DEADBEEF', type: 'ISO14443' }, triggerReason: 'Authorized' })
  await event('Updated', 2, [30, 5_000], { offline: true }, { chargingState: 'SuspendedEV' })
  expect((await stage.session()).marks, 'one is still missing').toEqual(expect.arrayContaining(['incomplete']))
  await event('Updated', 3, [45, 7_000], { offline: true, triggerReason: undefined })
  await event('Updated', 3, [45, 7_000], { offline: true })
  expect(await stage.live()).toEqual([])
  const [session, ...others] = await stage.history()
  expect(others).toEqual([])
  expect(session).toMatchObject({
    place: { evse: 1, connector: 1 }, idToken: 'DEADBEEF', startedAt: storyStart, endedAt: storyStart + HOUR, energyWh: 8_000, reason: 'ev-disconnected',
  })
  expect(session?.marks).not.toContain('incomplete')
  expect(await stage.station(), 'late events change nothing of now').toMatchObject({ connectors: [{ status: 'available', chargingState: null, session: null }] })
})
