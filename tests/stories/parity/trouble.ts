import { expect } from 'vitest'
import { eventually, HOUR, MINUTE, plug, storyStart, token } from '../story'
import type { ParityStory } from './parity-story'

export const faultAndRecovery: ParityStory = {
  title: 'a fault breaks a session off, and is over after its repair',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
    await station.fault(plug, 'GroundFailure', { info: 'RCD tripped', vendorCode: 'E12' })
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'faulted', fault: { since: stage.clock.now() } }] })
    expect(await stage.overview()).toMatchObject({ connectors: { faulted: 1, charging: 0 }, powerW: 0 })
    expect(await stage.history()).toMatchObject([{ reason: 'other', energyWh: 1_000 }])
    stage.clock.advance(MINUTE)
    await station.clearFault(plug)
    await station.unplug(plug)
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', fault: null }] })
  },
}

export const lostNetwork: ParityStory = {
  title: 'C07: the network dies without a word; the new connection wins, B01: and no boot is needed',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 10_100, powerW: 6_000 })
    station.dropNetwork({ frozen: true })
    stage.clock.advance(5_000)
    expect(await stage.station(), 'nobody has told the core').toMatchObject({ link: 'up' })
    await station.reconnect()
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 10_200, powerW: 6_000 })
    expect(await stage.station()).toMatchObject({ link: 'up', linkSince: storyStart + MINUTE + 5_000 })
    expect(await stage.live()).toMatchObject([{ session: 1, state: 'running', energyWh: 200, marks: [] }])

    // The settle time is over by now: commands go to the new socket.
    expect(await stage.ask({ kind: 'stop', session: 1 })).toMatchObject({ outcome: 'accepted' })
    await eventually(async () => (await stage.live()).length).toBe(0)
    await station.settled()
    expect(await stage.history()).toMatchObject([{ reason: 'remote', energyWh: 200 }])
    // What the core asks for on its own, a boot after the settle time, is on its way as well.
    await eventually(() => stage.calls('BootNotification')).toBe(2)
    await station.settled()
  },
}

export const offlineSession: ParityStory = {
  title: 'T01, T17, S10: a session that happened without network is told 26 hours later',
  async play(stage, version) {
    const station = await stage.stationOf(version, { offlineTransactionId: -1 })
    const startedAt = stage.clock.now() + MINUTE
    station.dropNetwork()
    await eventually(async () => (await stage.station()).link).toBe('down')
    stage.clock.advance(MINUTE)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(30 * MINUTE)
    await station.meter(plug, { energyWh: 14_000, powerW: 8_000 })
    stage.clock.advance(30 * MINUTE)
    await station.stop(plug, 'local')
    await station.unplug(plug)
    stage.clock.advance(26 * HOUR)
    await station.reconnect()

    expect(await stage.live()).toEqual([])
    expect(await stage.history()).toMatchObject([
      { startedAt, endedAt: startedAt + HOUR, energyWh: 4_000, reason: 'local', marks: ['late'], idToken: token },
    ])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', chargingState: null, session: null }] })
  },
}

export const replayAfterNews: ParityStory = {
  title: 'S10: what is told of the past does not change what is shown of now',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    station.dropNetwork()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const past = stage.clock.now() + MINUTE
    stage.clock.advance(26 * HOUR)
    await station.connect()
    await station.announce()
    const before = await stage.station()
    await station.call('StatusNotification', {
      timestamp: new Date(past).toISOString(),
      ...(version === '1.6'
        ? { connectorId: 1, status: 'Charging', errorCode: 'NoError' }
        : { evseId: 1, connectorId: 1, connectorStatus: 'Occupied' }),
    })
    const after = await stage.station()
    expect(after.connectors).toEqual(before.connectors)
    expect(after).toMatchObject({ connectors: [{ status: 'available' }] })
    const changes = await stage.client.stations.statusHistory({ station: after.station, limit: 10 })
    expect(changes[0], 'history keeps it').toMatchObject({ at: past, repeats: 0 })
  },
}

export const lostAnswers: ParityStory = {
  title: 'T04, T06, X02: lost answers and their repetitions make one session',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    station.loseAnswers(3)
    const transaction = await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.repeat(plug, 'start')
    await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
    expect(await stage.live()).toMatchObject([{ session: 1, energyWh: 1_000 }])
    if (version === '1.6') expect(transaction.wireId).toBe('1')
    station.loseAnswers(2)
    await station.stop(plug, 'local')
    await station.repeat(plug, 'stop')
    await station.repeat(plug, 'start')
    expect(await stage.live(), 'an ended session is not reopened').toEqual([])
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 1_000, reason: 'local', marks: [] }])
  },
}

export const superseded: ParityStory = {
  title: 'T05: a new start on the connector ends the session that never stopped',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
    const lastReadingAt = stage.clock.now()
    // The power went out, and the station forgot.
    station.connector(plug).transaction = null
    stage.clock.advance(HOUR)
    await station.announce()
    await station.startCharging(plug, 'B0B0B0B0')
    expect(await stage.live()).toMatchObject([{ session: 2, idToken: 'B0B0B0B0' }])
    expect(await stage.history()).toMatchObject([
      { session: 1, reason: 'superseded', endedAt: lastReadingAt, energyWh: 1_000, marks: ['repaired'] },
    ])
    // The words of 1.6 for it, from charging to preparing, are out of their order.
    expect((await stage.findings()).filter((code) => code !== 'transition')).toEqual(['T05'])
  },
}

export const registerReset: ParityStory = {
  title: 'M04: a register that starts again in the middle loses no energy',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    for (const energyWh of [10_500, 11_000, 0, 500, 1_000]) {
      stage.clock.advance(5 * MINUTE)
      await station.meter(plug, { energyWh, powerW: 6_000 })
    }
    expect(await stage.live()).toMatchObject([{ energyWh: 2_000, marks: ['repaired'] }])
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ energyWh: 2_000, marks: ['repaired'] }])
    expect(await stage.findings()).toEqual(['M04'])
  },
}

export const placeholderRegister: ParityStory = {
  title: 'M05: a placeholder 0 at the begin is not 910 kWh',
  async play(stage, version) {
    const station = await stage.stationOf(version, {
      plan: { evses: [{ connectors: [{ kind: 'ac', maxPowerW: 22_000, phases: 3, meterWh: 0 }] }] },
    })
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 910_000 })
    expect(await stage.live()).toMatchObject([{ energyWh: 0, marks: ['suspect'], power: null }])
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 911_500 })
    expect(await stage.live()).toMatchObject([{ energyWh: 1_500, power: { watts: 9_000, derived: true } }])
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ energyWh: 1_500, marks: ['suspect'] }])
    expect(await stage.findings()).toEqual(['M05'])
  },
}
