import { describe, expect, it } from 'vitest'
import { applyProposal } from '../apply-proposal'
import { at } from '../raw-station'
import { aSpeakingCharger, idTag } from '../speaking-charger'
import { HOUR, MINUTE } from '../story'

describe('T13: readings of a transaction that is unknown here', () => {
  it('T13: become a session where the connector charges and has none', async () => {
    const { stage, say, measure, stop } = await aSpeakingCharger()
    await say('Charging')
    const startedAt = stage.clock.now()
    await measure(5_000, { transactionId: 4711 })
    stage.clock.advance(10 * MINUTE)
    await measure(6_000, { transactionId: 4711 })
    expect(await stage.live()).toMatchObject([
      { session: 1, transactionId: '4711', startedAt, energyWh: 1_000, chargingState: 'charging', marks: ['unmatched'] },
    ])
    stage.clock.advance(MINUTE)
    await stop({ transactionId: 4711, meterStop: 6_500 })
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 1_500, transactionId: '4711' }])
    expect(await stage.findings()).toEqual(['T13'])
    const { audit } = await stage.client.desk.evidence({ session: 1 })
    expect(audit).toMatchObject([{ action: 'adopted', host: null, after: { transactionId: '4711' } }])
  })

  it.each(['Available', 'Finishing'])('T13: stay unbound where the connector is %s', async (status) => {
    const { stage, say, measure } = await aSpeakingCharger()
    await say(status)
    await measure(5_000, { transactionId: 4711 })
    expect(await stage.live()).toEqual([])
    expect(await stage.findings()).toEqual(['T13'])
  })

  it('T13: stay unbound where another transaction runs', async () => {
    const { stage, say, start, measure } = await aSpeakingCharger()
    await start()
    await say('Charging')
    await measure(9_000, { transactionId: 4711 })
    expect(await stage.live()).toMatchObject([{ session: 1, energyWh: 0 }])
  })

  it('T19: the start that comes after its readings binds to them, and gives the session our id', async () => {
    const { stage, say, measure, start, stop } = await aSpeakingCharger()
    const startedAt = stage.clock.now()
    const timestamp = at(stage)
    stage.clock.advance(MINUTE)
    await say('Charging')
    await measure(1_100, { transactionId: 4711 })
    expect(await start({ timestamp })).toMatchObject({ transactionId: 1 })
    stage.clock.advance(MINUTE)
    await measure(1_300, { transactionId: 4711 })
    expect(await stage.live()).toMatchObject([{ session: 1, startedAt, idToken: idTag, energyWh: 300, marks: [] }])
    stage.clock.advance(MINUTE)
    await stop({ transactionId: 1, meterStop: 1_500 })
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 500 }])
  })
})

it('T08: a stop without its start waits on the desk, and becomes the end of the session that has none', async () => {
  const { stage, start, say, stop } = await aSpeakingCharger()
  await start()
  stage.clock.advance(HOUR)
  await say('Available')
  stage.clock.advance(2 * MINUTE)
  const endedAt = stage.clock.now() - HOUR / 2
  await stop({ transactionId: 999, idTag, meterStop: 4_000, timestamp: at(stage, -HOUR / 2), reason: 'PowerLoss' })
  const desk = await stage.desk()
  expect(desk).toMatchObject([{ issues: ['suspect'] }, { issues: ['stop-only', 'late'], proposal: { kind: 'merge', into: 1 } }])
  expect(await stage.client.desk.preview({ session: 2, repair: desk[1]!.proposal })).toMatchObject({
    before: { state: 'suspect', endedAt: null },
    after: { state: 'completed', endedAt, energyWh: 3_000, reason: 'power-loss' },
  })
  await applyProposal(stage, 2)
  expect(await stage.desk()).toEqual([])
  expect(await stage.history()).toMatchObject([{ session: 1, endedAt, energyWh: 3_000, reason: 'power-loss' }])
  await stage.client.desk.undo({ session: 1, note: '' })
  expect(await stage.desk()).toMatchObject([{ issues: ['suspect'] }, { issues: ['stop-only', 'late'] }])
  expect(await stage.history()).toMatchObject([{ session: 2 }])
})

it('T09: a start that is sent where the stop is due is no session of its own', async () => {
  const { stage, start, stop } = await aSpeakingCharger()
  await start()
  stage.clock.advance(HOUR)
  await start({ meterStart: 3_000, idTag: 'OTHER' })
  stage.clock.advance(5_000)
  await stop({ transactionId: 2, meterStop: 3_000 })
  expect(await stage.history()).toMatchObject([{ session: 1, reason: 'superseded' }])
  expect(await stage.findings()).toEqual(['T05', 'T09'])
})

it('T15: a stop reason alone is no fault, and none means local', async () => {
  const { stage, start, stop, say } = await aSpeakingCharger()
  await say('Charging')
  await start()
  await stop({ reason: 'EmergencyStop' })
  expect(await stage.history()).toMatchObject([{ reason: 'emergency-stop' }])
  expect(await stage.station()).toMatchObject({ status: 'enabled', connectors: [{ status: 'occupied', fault: null }] })
  await start({ meterStart: 3_000 })
  await stop({ transactionId: 2, meterStop: 3_500 })
  expect((await stage.history()).map(({ reason }) => reason)).toEqual(['local', 'emergency-stop'])
})

it('T07: a session of which nothing was heard for a day is orphaned, and a word of it ends that', async () => {
  const { stage, start, measure } = await aSpeakingCharger()
  await start()
  stage.clock.advance(24 * HOUR - MINUTE)
  expect(await stage.desk()).toEqual([])
  stage.clock.advance(2 * MINUTE)
  expect(await stage.desk()).toMatchObject([{ issues: ['orphaned'], suspicion: { cause: 'silent' }, proposal: { kind: 'close', reason: 'other' } }])
  await measure(1_000)
  expect(await stage.desk()).toEqual([])
  expect(await stage.live()).toMatchObject([{ state: 'running' }])
})

it('T06: of two stops that differ the first counts, and a person can choose the second', async () => {
  const { stage, start, stop } = await aSpeakingCharger()
  await start()
  stage.clock.advance(HOUR)
  await stop()
  await stop({ meterStop: 9_000, reason: 'Remote' })
  const [row] = await stage.desk()
  expect(row).toMatchObject({ issues: ['conflict'], proposal: { kind: 'keep' }, alternatives: [{ kind: 'second-stop' }] })
  await stage.client.desk.apply({ session: 1, repair: { kind: 'second-stop' }, expected: row!.values, note: 'as the display said' })
  expect(await stage.history()).toMatchObject([{ energyWh: 8_000, reason: 'remote' }])
  await stage.client.desk.undo({ session: 1, note: '' })
  expect(await stage.history()).toMatchObject([{ energyWh: 2_000, reason: 'local', marks: ['conflict'] }])
})

it('T07: more than the connector can have delivered is implausible, and can be billed at nothing', async () => {
  const { stage, start, stop } = await aSpeakingCharger()
  await start({ meterStart: 0 })
  stage.clock.advance(MINUTE)
  await stop({ meterStop: 910_000 })
  const [row] = await stage.desk()
  expect(row!.issues).toContain('suspect')
  expect(row!.proposal.kind).toBe('keep')
  expect(row!.values.energyWh).toBe(0)
})

describe('the desk', () => {
  it('changes nothing where the session is no longer what the person saw', async () => {
    const { stage, start, say, stop } = await aSpeakingCharger()
    await start()
    stage.clock.advance(HOUR)
    await say('Available')
    stage.clock.advance(2 * MINUTE)
    const [row] = await stage.desk()
    await stop()
    const choice = { session: 1, repair: row!.proposal, expected: row!.values, note: '' }
    await expect(stage.client.desk.apply(choice)).rejects.toMatchObject({ code: 'SESSION_CHANGED' })
    await expect(stage.client.desk.undo({ session: 1, note: '' })).rejects.toMatchObject({ code: 'SESSION_CHANGED' })
    await expect(stage.client.desk.preview({ session: 1, repair: row!.proposal })).rejects.toMatchObject({ code: 'REPAIR_NOT_POSSIBLE' })
  })

  it('keeps what waits, and the audit, over a restart', async () => {
    const { stage, start, say } = await aSpeakingCharger()
    await start()
    stage.clock.advance(HOUR)
    await say('Available')
    stage.clock.advance(2 * MINUTE)
    await start({ connectorId: 2 })
    await stage.restart()
    expect(await stage.desk()).toMatchObject([{ session: { session: 1, state: 'suspect' }, issues: ['suspect'] }])
    await applyProposal(stage, 1, 'before the restart')
    await stage.restart()
    expect(await stage.desk()).toEqual([])
    const { rows } = await stage.client.desk.audit({ cursor: null, limit: 10 })
    expect(rows).toMatchObject([{ action: 'repaired', session: 1, note: 'before the restart', host: 'headless', canUndo: true }])
    await stage.client.desk.undo({ session: 1, note: '' })
    expect(await stage.desk()).toMatchObject([{ session: { session: 1, state: 'suspect' } }])
  })

  it('shows why: readings, statuses, link and what was heard when', async () => {
    const { stage, start, say, measure } = await aSpeakingCharger()
    const heardFirst = stage.clock.now()
    await start()
    await say('Charging')
    stage.clock.advance(10 * MINUTE)
    await measure(2_000)
    stage.clock.advance(MINUTE)
    await say('Available')
    const evidence = await stage.client.desk.evidence({ session: 1 })
    expect(evidence).toMatchObject({
      readings: [{ value: 2_000 }, { value: 1_000 }],
      statuses: [{ rawStatus: 'Available' }, { rawStatus: 'Charging' }],
      link: { isUp: true },
      heard: { first: heardFirst, last: heardFirst + 10 * MINUTE },
      audit: [],
    })
  })
})
