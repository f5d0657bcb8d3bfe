import { expect } from 'vitest'
import { amps, aProfile, atPlug, charging, everyPlace, measured, quiet, rowOf, stateOf, viewOf } from '../profiles'
import { eventually, HOUR, MINUTE, plug, rowsOf, type Stage, storyStart, token } from '../story'
import type { ParityStory } from './parity-story'

export const setAndClear: ParityStory = {
  title: 'a profile limits a session, is seen to do so, and is taken away again',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const { identity } = station.plan
    await charging(stage, station)
    const row = await stage.client.charging.set({ station: identity, target: atPlug, profile: aProfile({ periods: amps(10) }) })
    expect(row).toMatchObject({ answer: 'Accepted', state: 'checking', adjustments: [] })
    await quiet(stage, station)
    stage.clock.advance(20_000)
    await measured(station)
    await stateOf(stage, row).toBe('in-effect')
    expect((await rowOf(stage, row)).check).toMatchObject({ unit: 'A', expected: 10, composite: 10, measured: 10 })
    const { places, composites, limits } = await viewOf(stage, identity)
    expect(places).toMatchObject([{ evse: 0, limitNow: null }, { evse: 1, session: 1, limitNow: { limit: 10, unit: 'A' } }])
    expect(composites).toMatchObject([{ evse: 1, refused: null, segments: [{ from: storyStart + MINUTE, limit: 10 }] }])
    expect(limits).toMatchObject({ maxStackLevel: 8, units: ['A'], maxPeriods: 24 })
    expect(await stage.session()).toMatchObject({ limitAmps: 10 })

    expect(await stage.client.charging.clear({ station: identity, profile: row.profile })).toEqual({ cleared: 1, refused: 0 })
    expect(await rowOf(stage, row)).toMatchObject({ state: 'cleared' })
    expect(await stage.session()).toMatchObject({ limitAmps: null })
    // A station that has none is told so once more: nothing is lost by it.
    expect(await stage.client.charging.clear({ station: identity, profile: null })).toEqual({ cleared: 0, refused: 0 })
  },
}

export const composition: ParityStory = {
  title: 'what the console expects of several profiles is what the station makes of them',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const { identity } = station.plan
    await charging(stage, station)
    const session = { evse: 1, session: 1 }
    const night = [{ startS: 0, limit: 32, phases: null }, { startS: 6 * 3600, limit: 8, phases: null }, { startS: 22 * 3600, limit: 32, phases: null }]
    const midnight = storyStart - 8 * HOUR
    const set = (target: typeof session | typeof atPlug, profile: Parameters<typeof aProfile>[0]) =>
      stage.client.charging.set({ station: identity, target, profile: aProfile(profile) })
    await set(everyPlace, { purpose: 'station-max', periods: amps(20), startAt: midnight })
    await set(atPlug, { kind: 'recurring', recurrency: 'daily', startAt: midnight, periods: night })
    await set(atPlug, { stackLevel: 2, periods: amps(12), validFrom: storyStart + 4 * HOUR, validTo: storyStart + 5 * HOUR })
    await set(session, { purpose: 'tx', kind: 'relative', startAt: null, durationS: 3600, periods: amps(25) })
    await stage.client.charging.read({ station: identity })
    const now = stage.clock.now()
    const chart = await stage.client.charging.chart({ station: identity, evse: 1, from: now, until: now + 20 * HOUR, unit: 'A', draft: null })
    const hours = (segments: { from: number; limit: number | null }[]) => segments.map(({ from, limit }) => [Math.floor((from - storyStart) / HOUR), limit])
    expect(hours(chart.expected)).toEqual([[0, 20], [1, 8], [4, 12], [5, 8], [14, 20]])
    expect(hours((chart.composite ?? []).filter(({ from }) => from < now + 20 * HOUR))).toEqual(hours(chart.expected))
    const { rows } = await viewOf(stage, identity)
    expect(rows.map(({ state }) => state)).not.toContain('over')
  },
}

export const tooEarlyToSend: ParityStory = {
  title: 'a profile that makes no sense is not sent, and a draft says why',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const order = { target: everyPlace, profile: aProfile({ purpose: 'tx', periods: amps(4) }) }
    await expect(stage.client.charging.set({ station: station.plan.identity, ...order })).rejects.toMatchObject({ code: 'INVALID_PROFILE' })
    const chart = await stage.client.charging.chart({
      station: station.plan.identity, evse: 0, from: storyStart, until: storyStart + HOUR, unit: 'A', draft: { ...order, replaces: null },
    })
    expect(chart.draft?.issues.map(({ code }) => code)).toEqual(['wrong-place', 'no-session', 'below-minimum'])
  },
}

export const quickLimit: ParityStory = {
  title: 'the power of a station, a connector and a session is limited in one step, and freed again',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const { identity } = station.plan
    await charging(stage, station)
    const { charging: api } = stage.client
    const limit = (target: { evse: number; session: number | null }, value: number, unit: 'A' | 'W') =>
      api.limit({ station: identity, target, limit: value, unit, whenZero: 'minimum' })
    // The station knows amperes only (quirk P06).
    expect((await limit(everyPlace, 6_900, 'W')).profile).toMatchObject({ sent: { purpose: 'station-max', unit: 'A', periods: [{ limit: 10 }] }, adjustments: ['unit'] })
    expect((await limit(atPlug, 9, 'A')).profile).toMatchObject({ sent: { purpose: 'tx-default' } })
    const own = await limit({ evse: 1, session: 1 }, 8, 'A')
    expect(own.profile).toMatchObject({ sent: { purpose: 'tx', kind: 'relative' }, session: 1 })
    await quiet(stage, station)
    expect(station.allowedA(plug)).toBe(8)
    expect(await stage.session()).toMatchObject({ limitAmps: 8 })
    // Once more replaces it.
    const again = await limit({ evse: 1, session: 1 }, 7, 'A')
    expect(await rowOf(stage, own.profile!)).toMatchObject({ state: 'replaced' })
    for (const [target, left] of [[{ evse: 1, session: 1 }, 9], [atPlug, 10], [everyPlace, null]] as const) {
      expect(await api.removeLimit({ station: identity, target })).toEqual({ cleared: 1, refused: 0 })
      await quiet(stage, station)
      expect(station.allowedA(plug)).toBe(left)
    }
    expect(await rowOf(stage, again.profile!)).toMatchObject({ state: 'cleared' })
  },
}

export const endOfSession: ParityStory = {
  title: 'the profile of a session is over when the session is',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await charging(stage, station)
    const row = await stage.client.charging.set({
      station: station.plan.identity, target: { evse: 1, session: 1 }, profile: aProfile({ purpose: 'tx', kind: 'relative', startAt: null, periods: amps(8) }),
    })
    await station.stop(plug, 'local')
    await station.settled()
    await stateOf(stage, row).toBe('over')
  },
}

export const copied: ParityStory = {
  title: 'a profile is copied to other chargers, and each says how it went',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await stage.stationOf(version, { plan: { identity: 'VS-0002' } })
    const away = await stage.stationOf(version, { plan: { identity: 'VS-0003' } })
    await away.close()
    await eventually(async () => (await stage.station('VS-0003')).link).toBe('down')
    const { profile } = await stage.client.charging.set({ station: station.plan.identity, target: everyPlace, profile: aProfile() })
    const results = await stage.client.charging.copy({ station: station.plan.identity, profile, stations: ['VS-0002', 'VS-0003'] })
    expect(results).toEqual([{ station: 'VS-0002', profile: 2, state: 'checking' }, { station: 'VS-0003', profile: null, state: 'offline' }])
  },
}

const reserve = (stage: Stage, until = stage.clock.now() + HOUR, place: typeof plug | null = plug) =>
  stage.client.reservations.reserve({ station: 'VS-0001', place, idToken: token, until })
const reservations = (stage: Stage) => rowsOf(stage.client.reservations.watch())

export const reservationUsed: ParityStory = {
  title: 'a reserved connector says so, and the session of its token uses it',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    expect(await reserve(stage)).toMatchObject({ state: 'accepted', answer: 'Accepted', place: plug })
    await quiet(stage, station)
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'reserved' }] })
    expect(await reserve(stage), 'a second one').toMatchObject({ state: 'occupied' })
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    await station.settled()
    expect((await reservations(stage)).map(({ state, session }) => [state, session])).toEqual([['occupied', null], ['used', 1]])
  },
}

export const reservationCancelled: ParityStory = {
  title: 'a reservation is cancelled, and one that runs out expires',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const first = await reserve(stage, undefined, null)
    expect(first).toMatchObject({ state: 'accepted', place: null })
    expect(await stage.client.reservations.cancel({ reservation: first.reservation })).toMatchObject({ state: 'cancelled' })
    await quiet(stage, station)
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available' }] })

    await reserve(stage, stage.clock.now() + 10 * MINUTE)
    stage.clock.advance(10 * MINUTE + 1)
    await station.expireReservations()
    await station.settled()
    stage.clock.advance(5_000)
    expect((await reservations(stage)).map(({ state }) => state)).toEqual(['expired', 'cancelled'])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available' }] })
  },
}

export const reservationRefused: ParityStory = {
  title: 'a connector with a fault is not reserved',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.fault(plug, 'GroundFailure')
    expect(await reserve(stage)).toMatchObject({ state: 'faulted', answer: 'Faulted' })
    await station.clearFault(plug)
    await station.settled()
  },
}
