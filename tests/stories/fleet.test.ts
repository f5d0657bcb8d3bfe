import { expect, it } from 'vitest'
import type { FleetPies } from '#contract/fleet'
import { versions } from '../../src-main/simulator/station-plan'
import { rawStation } from './raw-station'
import { eventually, first, HOUR, MINUTE, openStage, plug, rowsOf, type Stage, token } from './story'

const pies = (stage: Stage) => first(stage.client.fleet.watchPies())
const stations = (stage: Stage) => rowsOf(stage.client.fleet.watchStations())

const socket = { connectors: [{ kind: 'ac' as const, maxPowerW: 22_000, phases: 3 as const }] }

/** A window that stays open, and what it shows. */
async function aWindow(stage: Stage) {
  const seen: FleetPies[] = []
  const feed = await stage.client.fleet.watchPies()
  void (async () => {
    for await (const value of feed) seen.push(value)
  })().catch(() => undefined)
  await eventually(() => seen.length).toBe(1)
  return {
    seen,
    /** What it shows a second after it happened. */
    async secondLater() {
      const { length } = seen
      stage.clock.advance(1_000)
      await eventually(() => seen.length).toBeGreaterThan(length)
      return seen.at(-1)
    },
    close: () => feed[Symbol.asyncIterator]().return?.(),
  }
}

it.each(versions)('the pies follow a charger within a second, in OCPP %s', async (version) => {
  const stage = await openStage()
  const station = await stage.stationOf(version, { plan: { evses: [socket, socket] } })
  const window = await aWindow(stage)
  expect(window.seen[0]).toEqual({
    connection: { online: 1, offline: 0, unknown: 0 },
    sockets: { available: 2, charging: 0, faulted: 0, undefined: 0 },
    heard: { '15m': 1, '1h': 0, '24h': 0, '7d': 0, older: 0 },
    status: { enabled: 1, disabled: 0, faulted: 0, unknown: 0 },
    offlineFaulted: 0,
  })

  await station.plugIn(plug)
  expect(await window.secondLater()).toMatchObject({ sockets: { available: 1, undefined: 1 } })
  await station.startCharging(plug, token)
  expect(await window.secondLater()).toMatchObject({ sockets: { available: 1, charging: 1 } })
  await station.fault(plug, 'GroundFailure')
  expect(await window.secondLater()).toMatchObject({ sockets: { available: 1, faulted: 1 }, status: { enabled: 1 } })
  expect(await stations(stage)).toMatchObject([{ states: ['faulted', 'available'], sockets: { faulted: 1, available: 1 } }])

  // It says nothing more: offline by time alone.
  await station.close()
  stage.clock.advance(15 * MINUTE + 9_000)
  await eventually(async () => (await pies(stage)).connection.online).toBe(1)
  stage.clock.advance(1_500)
  await eventually(() => window.seen.at(-1)).toMatchObject({
    connection: { offline: 1 }, status: { unknown: 1 }, sockets: { available: 0, faulted: 0 }, offlineFaulted: 1, heard: { '1h': 1 },
  })

  await station.reconnect()
  expect(await window.secondLater()).toMatchObject({ connection: { online: 1 }, offlineFaulted: 0 })
  window.close()
})

it('a pong keeps a charger online, and is no OCPP message', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  expect(await pies(stage)).toMatchObject({ connection: { unknown: 1 }, heard: { '15m': 0 }, status: { unknown: 1 } })
  await station.boot()
  stage.clock.advance(14 * MINUTE)
  station.socket.pong()
  await eventually(async () => (await stage.station()).lastSeenAt).toBe(stage.clock.now())
  stage.clock.advance(10 * MINUTE)
  expect(await pies(stage)).toMatchObject({ connection: { online: 1 }, heard: { '1h': 1 }, status: { enabled: 1 } })
  station.socket.terminate()
  await eventually(async () => (await stage.station()).link).toBe('down')
  stage.clock.advance(2 * HOUR)
  await stage.restart()
  expect(await pies(stage)).toMatchObject({ connection: { offline: 1 }, heard: { '24h': 1 } })
})

it('only chargers in production count, at the place of their site', async () => {
  const stage = await openStage()
  await stage.stationOf('1.6')
  const site = { site: null, company: null, address: '', latitude: 53.55, longitude: 9.99, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null }
  const { site: harbour } = await stage.client.organisation.saveSite({ ...site, name: 'Harbour' })
  await stage.client.organisation.place({ stations: ['VS-0001'], site: harbour, area: null })
  expect(await stations(stage)).toMatchObject([{ siteName: 'Harbour', position: { latitude: 53.55, longitude: 9.99 } }])
  await stage.client.organisation.setLifeCycle({ stations: ['VS-0001'], lifeCycle: 'maintenance' })
  expect(await stations(stage)).toEqual([])
  expect((await pies(stage)).connection).toEqual({ online: 0, offline: 0, unknown: 0 })
})
