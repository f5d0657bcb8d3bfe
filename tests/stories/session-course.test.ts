import { expect, it } from 'vitest'
import { rawStation } from './raw-station'
import { eventually, HOUR, MINUTE, openStage, plug, token, type Stage } from './story'

async function aRunningSession(stage: Stage) {
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  return station
}

it('the course of a session tells its pauses with their cause, and its figures as they were', async () => {
  const stage = await openStage()
  const station = await aRunningSession(stage)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 11_800, powerW: 11_000 })
  await station.suspend(plug, 'ev')
  stage.clock.advance(12 * MINUTE)
  await station.meter(plug, { energyWh: 11_800, powerW: 0 })
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 13_600, powerW: 11_000 })
  const { session, startedAt } = await stage.session()
  const pause = { from: startedAt + 10 * MINUTE, to: startedAt + 22 * MINUTE, cause: 'vehicle' }
  expect(await stage.client.sessions.course({ session })).toMatchObject({
    from: startedAt,
    to: startedAt + 32 * MINUTE,
    figures: { chargingMs: 20 * MINUTE, inactivityMs: 12 * MINUTE, inactivityClass: 'medium', bySide: { vehicle: 12 * MINUTE } },
    interruptions: [pause],
    maxPowerW: 11_000,
  })
  await station.stop(plug, 'local')
  await station.settled()
  const played = await stage.client.sessions.playback({ session })
  const then = (minute: number) => played.findLast(({ at }) => at <= startedAt + minute * MINUTE)
  expect(then(10)).toMatchObject({ chargingMs: 10 * MINUTE, inactivityMs: 0, pause: null })
  expect(then(16)).toMatchObject({ powerW: 0, pause: 'vehicle', state: 'suspended-ev' })
  const ended = await stage.client.sessions.course({ session })
  expect(played.at(-1)).toEqual(ended.figures)
  expect(ended).toMatchObject({ binding: null, full: null })
})

it('a session is given to another person, and the audit keeps whose it was', async () => {
  const stage = await openStage()
  const station = await aRunningSession(stage)
  const ada = await stage.client.people.save({ person: null, name: 'Ada', note: '' })
  const { session } = await stage.session()
  await stage.client.sessions.setPerson({ session, person: ada.person, note: 'borrowed the card' })
  expect(await stage.live()).toMatchObject([{ person: 'Ada', personId: ada.person }])
  await expect(stage.client.sessions.setPerson({ session, person: 4711, note: '' })).rejects.toMatchObject({ code: 'PERSON_NOT_FOUND' })
  await expect(stage.client.sessions.setPerson({ session, person: null, note: '' })).rejects.toMatchObject({ code: 'REPAIR_NOT_POSSIBLE' })

  stage.clock.advance(MINUTE)
  await station.meter(plug, { energyWh: 11_000, powerW: 11_000 })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ person: 'Ada' }])
  await stage.client.sessions.setPerson({ session, person: null, note: '' })
  await stage.restart()
  expect(await stage.history()).toMatchObject([{ person: null, personId: null }])
  const { rows } = await stage.client.desk.audit({})
  expect(rows).toMatchObject([
    { action: 'person-changed', session, before: { person: 'Ada' }, after: { person: null } },
    { action: 'person-changed', before: { person: null }, after: { person: 'Ada' }, note: 'borrowed the card' },
  ])
})

it('what a user usually takes tells how long it still takes, where the car tells nothing', async () => {
  const stage = await openStage()
  const ada = await stage.client.people.save({ person: null, name: 'Ada', note: '' })
  await stage.client.tokens.add({
    token, person: ada.person, status: 'accepted', validFrom: null, validUntil: null, group: null, note: '', evenIfSimilar: false,
  })
  const station = await rawStation(stage)
  await station.boot()
  const at = (before: number) => new Date(stage.clock.now() - before).toISOString()
  for (const [hours, wh] of [[30, 10_000], [20, 12_000], [10, 14_000]] as const) {
    const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: token, meterStart: 0, timestamp: at(hours * HOUR) })
    await station.call('StopTransaction', { transactionId, meterStop: wh, timestamp: at((hours - 1) * HOUR) })
  }
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: token, meterStart: 0, timestamp: at(0) })
  for (const wh of [3_000, 6_000]) {
    stage.clock.advance(15 * MINUTE)
    const sampledValue = [{ value: String(wh), measurand: 'Energy.Active.Import.Register', unit: 'Wh' }]
    await station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp: at(0), sampledValue }] })
  }
  const [running] = await stage.live()
  expect(await stage.client.sessions.course({ session: running?.session ?? 0 })).toMatchObject({
    full: { kind: 'estimate', basis: 'habit', ms: 30 * MINUTE, habit: { energyWh: 12_000, sessions: 3 } },
  })
})
