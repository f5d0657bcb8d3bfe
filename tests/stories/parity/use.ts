import { expect } from 'vitest'
import { eventually, MINUTE, plug, token } from '../story'
import type { ParityStory } from './parity-story'

export const inactivity: ParityStory = {
  title: 'time without energy is shown while the session runs, after a restart, and when it is over',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 11_800, powerW: 11_000 })
    await station.suspend(plug, 'ev')
    const chargedUntil = stage.clock.now()
    stage.clock.advance(12 * MINUTE)
    expect(await stage.live()).toMatchObject([{ inactivityMs: 12 * MINUTE, inactivityClass: 'medium', chargedUntil }])
    await station.meter(plug, { energyWh: 11_800, powerW: 0 })
    stage.clock.advance(20 * MINUTE)
    expect(await stage.live()).toMatchObject([{ inactivityMs: 32 * MINUTE, inactivityClass: 'high', chargedUntil }])

    await station.close(1000)
    await stage.restart()
    await eventually(stage.live).toMatchObject([{ inactivityMs: 32 * MINUTE, chargedUntil }])
    // The same charger, at the new port.
    const again = stage.stranger(version, { seed: 'second life' })
    again.connector(plug).plugged = true
    again.connector(plug).meterWh = 11_800
    again.connector(plug).transaction = { ...station.connector(plug).transaction! }
    await again.connect()
    stage.clock.advance(10 * MINUTE)
    await again.meter(plug, { energyWh: 13_600, powerW: 11_000 })
    await again.stop(plug, 'local')
    await again.settled()
    // Between the last two readings energy flowed, as the register shows.
    await eventually(stage.history).toMatchObject([{ inactivityMs: 12 * MINUTE, inactivityClass: 'medium' }])
  },
}

export const onlyStartAndStop: ParityStory = {
  title: 'of a session without readings nobody says how its time was used',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(60 * MINUTE)
    await station.stop(plug, 'local')
    await station.settled()
    expect(await stage.history()).toMatchObject([{ inactivityMs: null, inactivityClass: null }])
  },
}
