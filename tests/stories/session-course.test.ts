import { expect, it } from 'vitest'
import { eventually, MINUTE, openStage, plug, token, type Stage } from './story'

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
