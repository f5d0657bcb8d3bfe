import { expect } from 'vitest'
import { HOUR, MINUTE, plug, token } from '../story'
import type { ParityStory } from './parity-story'

export const plugInChargeUnplug: ParityStory = {
  title: 'a car plugs in, charges for an hour, and leaves',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    expect(await stage.station()).toMatchObject({
      connectors: [{ ...plug, status: 'occupied', session: null }],
      link: 'up',
      connection: 'online',
    })
    stage.clock.advance(MINUTE)
    expect(await station.authorize(token)).toBe('Accepted')
    await station.startCharging(plug, token)
    stage.clock.advance(30 * MINUTE)
    await station.meter(plug, { energyWh: 15_500, powerW: 11_000, socPercent: 40 })
    expect(await stage.live()).toMatchObject([
      {
        session: 1,
        place: plug,
        idToken: token,
        state: 'running',
        chargingState: 'charging',
        energyWh: 5_500,
        power: { watts: 11_000, derived: false },
        socPercent: 40,
        marks: [],
      },
    ])
    expect(await stage.overview()).toMatchObject({ powerW: 11_000, runningSessions: 1, connectors: { charging: 1 } })

    stage.clock.advance(30 * MINUTE)
    await station.meter(plug, { energyWh: 21_000, powerW: 10_800, socPercent: 61 })
    await station.stop(plug, 'local')
    stage.clock.advance(MINUTE)
    await station.unplug(plug)

    expect(await stage.live()).toEqual([])
    expect(await stage.history()).toMatchObject([
      { session: 1, state: 'completed', reason: 'local', energyWh: 11_000, socStartPercent: 40, socPercent: 61, power: null },
    ])
    const [ended] = await stage.history()
    expect(ended!.endedAt! - ended!.startedAt).toBe(HOUR)
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', chargingState: null, session: null }] })
    expect(await stage.findings()).toEqual([])
  },
}

export const endedByTheCar: ParityStory = {
  title: 'pulling the plug ends the session',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
    await station.unplug(plug)
    expect(await stage.history()).toMatchObject([{ reason: 'ev-disconnected', energyWh: 1_000 }])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', power: null }] })
  },
}

export const suspendedByTheCar: ParityStory = {
  title: 'the car pauses and goes on',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(5 * MINUTE)
    await station.meter(plug, { energyWh: 10_900, powerW: 11_000 })
    await station.suspend(plug, 'ev')
    expect(await stage.live()).toMatchObject([{ chargingState: 'suspended-ev', power: { watts: 0, derived: true } }])
    expect(await stage.overview()).toMatchObject({ powerW: 0, connectors: { suspended: 1 } })
    stage.clock.advance(20 * MINUTE)
    await station.resume(plug)
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 11_100, powerW: 10_500 })
    expect(await stage.live()).toMatchObject([
      { chargingState: 'charging', power: { watts: 10_500, derived: false }, energyWh: 1_100 },
    ])
  },
}

export const suspendedByTheStation: ParityStory = {
  title: 'the station holds the car back',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    await station.suspend(plug, 'evse')
    stage.clock.advance(MINUTE)
    expect(await stage.live()).toMatchObject([{ chargingState: 'suspended-evse', power: { watts: 0, derived: true } }])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'occupied', chargingState: 'suspended-evse' }] })
    await station.stop(plug, 'local')
    await station.unplug(plug)
    expect(await stage.history()).toMatchObject([{ energyWh: 0, reason: 'local' }])
  },
}

export const derivedPower: ParityStory = {
  title: 'M18: a meter without power still gives a power, and says that it was computed',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(30_000)
    await station.meter(plug, { energyWh: 10_060 })
    expect(await stage.live(), 'half a minute is too short').toMatchObject([{ power: null, energyWh: 60 }])
    stage.clock.advance(90_000)
    await station.meter(plug, { energyWh: 10_240 })
    expect(await stage.live()).toMatchObject([{ power: { watts: 7_200, derived: true }, energyWh: 240 }])
    expect(await stage.overview()).toMatchObject({ powerW: 7_200 })
  },
}

export const parallelConnectors: ParityStory = {
  title: 'two connectors charge side by side',
  async play(stage, version) {
    const other = { evse: 2, connector: 1 }
    const socket = { kind: 'ac' as const, maxPowerW: 22_000, phases: 3 as const }
    const station = await stage.stationOf(version, {
      plan: { evses: [{ connectors: [socket] }, { connectors: [{ ...socket, meterWh: 500_000 }] }] },
    })
    await station.plugIn(plug)
    await station.plugIn(other)
    await station.startCharging(plug, token)
    stage.clock.advance(MINUTE)
    await station.startCharging(other, 'B0B0B0B0')
    stage.clock.advance(9 * MINUTE)
    await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
    await station.meter(other, { energyWh: 501_500, powerW: 10_000 })
    expect(await stage.live()).toMatchObject([
      { session: 1, place: plug, idToken: token, energyWh: 1_000 },
      { session: 2, place: other, idToken: 'B0B0B0B0', energyWh: 1_500 },
    ])
    expect(await stage.station()).toMatchObject({ runningSessions: 2, power: { watts: 16_000, derived: false } })
    await station.stop(other, 'local')
    expect(await stage.live()).toMatchObject([{ session: 1 }])
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 11_100, powerW: 6_000 })
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ session: 2, energyWh: 1_500 }, { session: 1, energyWh: 1_100 }])
  },
}
