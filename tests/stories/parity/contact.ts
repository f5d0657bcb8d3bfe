import { expect } from 'vitest'
import { eventually, MINUTE, plug, token } from '../story'
import type { ParityStory } from './parity-story'

export const quarantine: ParityStory = {
  title: 'a new charger waits, loses nothing, and goes live without reconnecting',
  async play(stage, version) {
    const station = stage.stranger(version, { talksWhilePending: true })
    await station.connect()
    expect(await station.boot()).toMatchObject({ status: 'Pending' })
    await station.announce()
    expect(await stage.station()).toMatchObject({
      admission: 'quarantined',
      vendor: 'Voltaris',
      model: 'AC22',
      serial: 'VT-22-0001',
      firmware: '4.2.0',
      connectors: [{ status: 'available' }],
    })
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 10_100, powerW: 6_000 })
    expect(await stage.live(), 'not shown before it belongs here').toEqual([])
    expect(await stage.overview()).toMatchObject({ newStations: 1, runningSessions: 0 })
    await expect(stage.ask({ kind: 'reset', mode: 'soft' })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' })

    await stage.client.stations.accept({ station: station.plan.identity, name: 'Gate 4', site: { newSite: 'Harbour' } })
    await eventually(() => station.registration).toBe('Accepted')
    await station.settled()
    const { lastBootAt } = await stage.detail()
    expect(lastBootAt).toBe(stage.clock.now())
    expect(await stage.station()).toMatchObject({ admission: 'registered', name: 'Gate 4', siteName: 'Harbour', link: 'up' })
    expect(await stage.live()).toMatchObject([{ session: 1, stationName: 'Gate 4', siteName: 'Harbour', energyWh: 100 }])
    expect(await stage.overview()).toMatchObject({ newStations: 0, runningSessions: 1 })
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 100 }])
  },
}

export const refused: ParityStory = {
  title: 'a refused charger is closed, and stays out',
  async play(stage, version) {
    const closes: number[] = []
    const station = stage.stranger(version, { onLost: ({ code }) => closes.push(code) })
    await station.connect()
    await station.boot()
    await stage.client.stations.refuse({ station: station.plan.identity, how: 'connection' })
    await eventually(() => closes).toEqual([1008])
    await expect(station.connect()).rejects.toMatchObject({ code: 403 })
    expect(await stage.stations()).toEqual([])
    // Accepting it later is still possible.
    await stage.client.stations.accept({ station: station.plan.identity, name: 'Gate 5', site: null })
    await station.connect()
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
  },
}

export const bootRejected: ParityStory = {
  title: 'a charger whose boot is rejected may stay connected, is told to come again later, and nothing else of it counts',
  async play(stage, version) {
    const station = stage.stranger(version, { talksWhilePending: true })
    await station.connect()
    const { identity } = station.plan
    await eventually(async () => (await stage.stations()).length).toBe(1)
    await stage.client.stations.refuse({ station: identity })
    expect(await station.boot()).toMatchObject({ status: 'Rejected' })
    expect(await stage.stations()).toEqual([])
    expect(await stage.client.stations.refused()).toMatchObject([{ station: identity, how: 'boot', vendor: 'Voltaris' }])
    await expect(stage.client.stations.command({ station: identity, request: { kind: 'reset', mode: 'soft' } })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' })

    await stage.client.stations.accept({ station: identity, name: 'Gate 6', site: null })
    expect(await stage.client.stations.refused()).toEqual([])
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
    await station.heartbeat()
  },
}

export const restartInSession: ParityStory = {
  title: 'the console restarts in the middle of a session, and the session ends right',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(5 * MINUTE)
    await station.meter(plug, { energyWh: 10_500, powerW: 6_000, socPercent: 30 })
    const [before] = await stage.live()
    await station.close(1000)
    const { url } = stage
    await stage.restart()
    // It is there, and says that its charger has not come back yet.
    // How its time was used is read again in the background.
    await eventually(async () => (await stage.live())[0]?.inactivityMs).toBe(before?.inactivityMs)
    const [after] = await stage.live()
    expect(after).toEqual({ ...before, power: null, linkDownSince: after?.linkDownSince })
    expect(after?.linkDownSince).toBeTypeOf('number')
    expect(await stage.station()).toMatchObject({ link: 'down', connectors: [{ status: 'occupied', chargingState: 'charging', session: 1 }] })

    // The same charger, at the new port: it has not forgotten its transaction.
    const again = stage.stranger(version, { seed: 'second life' })
    expect(stage.url).not.toBe(url)
    again.connector(plug).plugged = true
    again.connector(plug).meterWh = 10_500
    again.connector(plug).transaction = { ...station.connector(plug).transaction! }
    await again.connect()
    stage.clock.advance(5 * MINUTE)
    await again.meter(plug, { energyWh: 11_000, powerW: 6_000, socPercent: 34 })
    expect(await stage.live()).toMatchObject([{ session: 1, energyWh: 1_000, socStartPercent: 30, socPercent: 34 }])
    await again.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 1_000, reason: 'local', marks: [] }])
    await again.startCharging(plug, token)
    expect(await stage.live(), 'ids go on').toMatchObject([{ session: 2 }])
    await eventually(() => stage.calls('BootNotification')).toBe(2)
    await again.settled()
  },
}
