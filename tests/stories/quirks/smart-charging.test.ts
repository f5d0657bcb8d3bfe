import { expect, it } from 'vitest'
import type { ChargingHabits } from '../../../src-main/simulator/charging-profiles'
import { amps, aProfile, atPlug, charging, measured, quiet, rowOf, sentTo, stateOf } from '../profiles'
import { eventually, MINUTE, openStage, plug, type StationOverrides } from '../story'

async function staged(chargingHabits: ChargingHabits = {}, more: StationOverrides = {}) {
  const stage = await openStage()
  const station = await stage.stationOf('1.6', { chargingHabits, ...more })
  const { identity } = station.plan
  return {
    stage,
    station,
    set: (profile: Parameters<typeof aProfile>[0], target: { evse: number; session: number | null } = atPlug) =>
      stage.client.charging.set({ station: identity, target, profile: aProfile(profile) }),
    limit: (limit: number, whenZero: 'minimum' | 'stop' = 'minimum') =>
      stage.client.charging.limit({ station: identity, target: atPlug, limit, unit: 'A', whenZero }),
    is: (choice: object) => stage.client.stations.setCompatibility({ station: identity, choice } as Parameters<typeof stage.client.stations.setCompatibility>[0]),
  }
}

it('P01: what was accepted and has no effect after a minute is told as that', async () => {
  const { stage, station, set } = await staged({ ignores: true })
  await charging(stage, station)
  const row = await set({ periods: amps(10) })
  expect(row.state).toBe('checking')
  await quiet(stage, station)
  stage.clock.advance(30_000)
  // No reading came: one is asked for.
  await eventually(() => sentTo(station, 'TriggerMessage').length).toBe(1)
  await quiet(stage, station)
  await measured(station)
  stage.clock.advance(31_000)
  await stateOf(stage, row).toBe('not-effective')
  expect((await rowOf(stage, row)).check).toMatchObject({ expected: 10, measured: 16 })
  await eventually(() => stage.findings()).toEqual(['P01'])
})

it('P01: where nothing charges, accepted is all that is said until a session shows it', async () => {
  const { stage, station, set } = await staged()
  const row = await set({ periods: amps(10) })
  await quiet(stage, station)
  stage.clock.advance(61_000)
  await stateOf(stage, row).toBe('accepted')
  await charging(stage, station)
  await stateOf(stage, row).toBe('in-effect')
})

it('P02: a level that is refused is tried lower, and the lower one is remembered', async () => {
  const { stage, station, set } = await staged({ highestLevel: 1 })
  const levels = () => sentTo(station, 'SetChargingProfile').map((payload) => (payload['csChargingProfiles'] as { stackLevel: number }).stackLevel)
  expect(await set({ stackLevel: 4 })).toMatchObject({ sent: { stackLevel: 1 }, asked: { stackLevel: 4 }, adjustments: ['stack-level'] })
  expect(levels()).toEqual([4, 3, 2, 1])
  await set({ stackLevel: 6, periods: amps(12) })
  expect(levels().slice(4)).toEqual([1])
  expect(await stage.findings()).toEqual(['P02'])
  expect((await stage.detail()).compatibility.find(({ field }) => field === 'maxStackLevel')).toMatchObject({ value: 1, source: 'learned' })
})

it('P03: a refusal comes with what helps at the make of the station', async () => {
  const { set } = await staged({ refuses: true }, { plan: { vendor: 'Schneider Electric' } })
  expect(await set({})).toMatchObject({ state: 'refused', answer: 'Rejected', hint: 'local-menu' })
  const other = await staged({ refuses: true })
  expect(await other.set({})).toMatchObject({ state: 'refused', hint: 'general' })
})

it('P04: scenario 11: zero at a station that locks up with it becomes 6 A, or the end of the session', async () => {
  const { stage, station, limit, is } = await staged({ locksUpAtZero: true })
  await is({ field: 'zeroAllowed', value: false })
  await charging(stage, station)
  expect((await limit(0)).profile).toMatchObject({ sent: { periods: [{ limit: 6 }] }, asked: { periods: [{ limit: 0 }] }, adjustments: ['minimum'] })
  await quiet(stage, station)
  expect(station.allowedA(plug)).toBe(6)
  expect(await limit(0, 'stop')).toEqual({ profile: null, isStopped: true })
  await eventually(async () => (await stage.live()).length).toBe(0)
  await station.settled()
  expect(await stage.history()).toMatchObject([{ reason: 'remote', endedByLimit: null }])
  expect(sentTo(station, 'SetChargingProfile').every((payload) => !JSON.stringify(payload).includes('"limit":0'))).toBe(true)
})

it('P05: a limit is reckoned with the step that the station really takes', async () => {
  const { stage, station, set, is } = await staged({ steps: [6, 8, 10, 13, 16] })
  await is({ field: 'currentSteps', value: [6, 8, 10, 13, 16] })
  await charging(stage, station)
  const row = await set({ periods: amps(12) })
  expect(row).toMatchObject({ sent: { periods: [{ limit: 10 }] }, adjustments: ['steps'] })
  await quiet(stage, station)
  stage.clock.advance(20_000)
  await measured(station)
  await stateOf(stage, row).toBe('in-effect')
  expect(await stage.session()).toMatchObject({ limitAmps: 10 })
})

it('P06: amperes go to a station that knows watts only by its phases and voltage', async () => {
  const { stage, station, set } = await staged({}, { settingHabits: { initial: { ChargingScheduleAllowedChargingRateUnit: 'Power' } } })
  await charging(stage, station)
  expect(await set({ periods: amps(10) })).toMatchObject({ sent: { unit: 'W', periods: [{ limit: 6_900 }] }, adjustments: ['unit'] })
})

it('T14: a session that the station ended because of a limit says so', async () => {
  const { stage, station, limit } = await staged({ endsBelowMinimum: true })
  await charging(stage, station)
  stage.clock.advance(MINUTE)
  await limit(4)
  await eventually(async () => (await stage.live()).length).toBe(0)
  await station.settled()
  expect(await stage.history()).toMatchObject([{ reason: 'local', endedByLimit: { amps: 4 } }])
  expect(await stage.findings()).toEqual(['T14'])
  await stage.restart()
  expect(await stage.history(), 'after a restart').toMatchObject([{ endedByLimit: { amps: 4 } }])
})

it('T14: an end that somebody brought about is none of it', async () => {
  const { stage, station, limit } = await staged()
  await charging(stage, station)
  await limit(4)
  await quiet(stage, station)
  await station.unplug(plug)
  await station.settled()
  expect(await stage.history()).toMatchObject([{ reason: 'ev-disconnected', endedByLimit: null }])
})

it('S14: under a limit that a car cannot charge with it is the station that pauses, whatever it says', async () => {
  const { stage, station, limit } = await staged({ confusesSides: true })
  await charging(stage, station)
  await limit(0)
  await quiet(stage, station)
  await eventually(async () => (await stage.session()).chargingState).toBe('suspended-ev')
  // Not seen to be kept yet: nothing is proven.
  expect(await stage.session()).toMatchObject({ suspendedBy: 'unclear' })
  stage.clock.advance(20_000)
  await measured(station)
  await eventually(async () => (await stage.session()).suspendedBy).toBe('station')
})

it('S14: without a limit the word of the station is all there is, and above the minimum it is the vehicle', async () => {
  const { stage, station, limit } = await staged()
  await charging(stage, station)
  await station.suspend(plug, 'evse')
  expect(await stage.session()).toMatchObject({ suspendedBy: 'station' })
  await limit(16)
  await quiet(stage, station)
  await station.suspend(plug, 'evse')
  stage.clock.advance(20_000)
  await station.meter(plug, { energyWh: station.connector(plug).meterWh, powerW: 0, currentA: [0, 0, 0] })
  await eventually(async () => (await stage.session()).suspendedBy).toBe('vehicle')
})

it('what was being looked at goes on after a restart, and what was asked and never answered is told as that', async () => {
  const { stage, set } = await staged()
  const row = await set({ periods: amps(10) })
  await stage.restart()
  expect(await rowOf(stage, row)).toMatchObject({ state: 'accepted', sent: { periods: [{ limit: 10 }] } })
})
