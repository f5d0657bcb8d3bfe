import { expect } from 'vitest'
import type { VirtualStation } from '../../../src-main/simulator/virtual-station'
import { eventually, MINUTE, plug, rowsOf, type Stage, token } from '../story'
import type { ParityStory } from './parity-story'

/** Its boots so far, and all that it tells after the last one. */
async function rebooted(stage: Stage, station: VirtualStation, boots: number): Promise<void> {
  await eventually(() => stage.calls('BootNotification')).toBe(boots)
  await eventually(() => station.connector(plug).reported).not.toBeNull()
  await station.settled()
}

export const refusedToken: ParityStory = {
  title: 'T10: a blocked token is refused, and its transaction still gets an id above 0',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.authorize(token)
    await stage.client.tokens.setStatus({ token, status: 'blocked' })
    expect(await station.authorize(token)).toBe('Blocked')
    // The station starts all the same, as free-vending ones do, and breaks off when it is told.
    await station.plugIn(plug)
    const transaction = await station.startCharging(plug, token)
    await eventually(async () => (await stage.history()).length).toBe(1)
    await station.settled()
    expect(transaction.wireId).not.toBe('0')
    expect(transaction.wireId).not.toBe('-1')
    expect(await stage.history()).toMatchObject([{ session: 1, idToken: token, reason: 'deauthorized', marks: [], energyWh: 0 }])
  },
}

export const remoteStartAndStop: ParityStory = {
  title: 'an operator starts and stops a session',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    expect(await stage.ask({ kind: 'start', place: plug, idToken: 'DESK0001' })).toMatchObject({
      outcome: 'accepted',
      answer: 'Accepted',
      roundTripMs: 0,
    })
    await eventually(async () => (await stage.live()).length).toBe(1)
    await station.settled()
    const [running] = await stage.live()
    expect(running).toMatchObject({ idToken: 'DESK0001', place: plug, chargingState: 'charging' })
    stage.clock.advance(5 * MINUTE)
    await station.meter(plug, { energyWh: 10_500, powerW: 6_000 })
    expect(await stage.ask({ kind: 'stop', session: running!.session })).toMatchObject({ outcome: 'accepted' })
    await eventually(async () => (await stage.live()).length).toBe(0)
    await station.settled()
    expect(await stage.history()).toMatchObject([{ reason: 'remote', energyWh: 500 }])
    await expect(stage.ask({ kind: 'stop', session: running!.session })).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  },
}

export const operatorCommands: ParityStory = {
  title: 'reset, unlock, availability and trigger are answered and recorded',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    expect(await stage.ask({ kind: 'unlock', place: plug })).toMatchObject({ outcome: 'accepted', answer: 'Unlocked' })

    expect(await stage.ask({ kind: 'availability', place: plug, operative: false })).toMatchObject({ outcome: 'accepted' })
    await station.settled()
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'unavailable' }] })
    expect(await stage.ask({ kind: 'start', place: plug, idToken: token })).toMatchObject({ outcome: 'rejected' })
    expect(await stage.ask({ kind: 'availability', place: plug, operative: true })).toMatchObject({ outcome: 'accepted' })
    await station.settled()
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available' }] })

    expect(await stage.ask({ kind: 'trigger', topic: 'heartbeat', place: null })).toMatchObject({ outcome: 'accepted' })
    await eventually(() => stage.calls('Heartbeat')).toBe(1)
    await station.settled()

    for (const [count, mode] of (['soft', 'hard'] as const).entries()) {
      expect(await stage.ask({ kind: 'reset', mode })).toMatchObject({ outcome: 'accepted' })
      await rebooted(stage, station, count + 2)
    }
    const { station: identity } = await stage.station()
    expect((await rowsOf(stage.client.stations.watchCommands({ station: identity }))).map(({ request, outcome }) => [request.kind, outcome])).toEqual([
      ['reset', 'accepted'],
      ['reset', 'accepted'],
      ['trigger', 'accepted'],
      ['availability', 'accepted'],
      ['start', 'rejected'],
      ['availability', 'accepted'],
      ['unlock', 'accepted'],
    ])
  },
}

export const hardResetInSession: ParityStory = {
  title: 'a hard reset ends the running session',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 12_000, powerW: 12_000 })
    expect(await stage.ask({ kind: 'reset', mode: 'hard' })).toMatchObject({ outcome: 'accepted' })
    await rebooted(stage, station, 2)
    expect(await stage.history()).toMatchObject([{ reason: 'hard-reset', energyWh: 2_000 }])
  },
}

export const offlineCommands: ParityStory = {
  title: 'commands to a station without connection are refused with the reason',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const { capabilities } = await stage.detail()
    expect(capabilities.map(({ obstacle }) => obstacle)).toEqual(capabilities.map(() => 'offline'))
    await expect(stage.ask({ kind: 'reset', mode: 'soft' })).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
  },
}
