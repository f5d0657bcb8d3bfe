import { expect, it } from 'vitest'
import { eventually, first, HOUR, MINUTE, openStage, plug, token } from '../story'

const all = { kind: 'all' } as const

it('a session that is told late revises its day, and the dashboard says so', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  const { client } = stage
  const [today] = (await client.kpi.dashboard({ entity: all })).days.slice(-1)
  const date = today?.date ?? ''
  const dayOf = async () => (await client.kpi.dashboard({ entity: all, from: date, to: date })).days[0]

  stage.clock.advance(HOUR)
  station.dropNetwork()
  await eventually(async () => (await stage.station()).link).toBe('down')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(HOUR)
  await station.meter(plug, { energyWh: 20_000, powerW: 10_000 })
  await station.stop(plug, 'local')
  await station.unplug(plug)
  stage.clock.advance(24 * HOUR)
  expect(await dayOf()).toMatchObject({ sessions: 0, energyWh: 0, isOpen: false, revisedAt: null })

  await station.reconnect()
  await station.boot()
  await station.settled()
  await eventually(stage.history).toHaveLength(1)
  await eventually(async () => (await dayOf())?.revisedAt).toBe(stage.clock.now())
  expect(await dayOf()).toMatchObject({ sessions: 1, attempts: 1, started: 1, energyWh: 10_000, occupiedMs: HOUR })
  // Late data prove that the socket was in use while nothing was heard of the station.
  const { sockets } = await client.kpi.socketEvents({ entity: all, date })
  expect(sockets[0]?.segments.map(({ kind }) => kind)).toContain('late')
})

it('an exclusion with cause and note takes an outage out of the uptime, and taking it back puts it in again', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  const { client } = stage
  await station.plugIn(plug)
  await station.unplug(plug)
  const from = stage.clock.now()
  await station.fault(plug, 'GroundFailure')
  await station.settled()
  for (let beats = 0; beats < 12; beats += 1) {
    stage.clock.advance(5 * MINUTE)
    await station.heartbeat()
    await station.settled()
  }
  await station.clearFault(plug)
  await station.settled()
  const figures = async () => (await client.kpi.dashboard({ entity: all })).total
  expect(await figures()).toMatchObject({ outageMs: HOUR, excludedMs: 0, failures: 1, mttrMs: HOUR })

  const choice = { station: station.plan.identity, evse: plug.evse, from, to: from + HOUR, cause: 'vandalism', of: 'faulted', note: 'cable cut, police informed' } as const
  const exclusion = await client.kpi.addExclusion(choice)
  expect(await figures()).toMatchObject({ outageMs: HOUR, excludedMs: HOUR, uptime: 1, failures: 0, mttrMs: null })
  await expect(client.kpi.addExclusion({ ...choice, note: ' ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(client.kpi.addExclusion({ ...choice, station: 'NOBODY' })).rejects.toMatchObject({ code: 'STATION_NOT_FOUND' })

  stage.clock.advance(MINUTE)
  await client.kpi.removeExclusion({ id: exclusion.id })
  await expect(client.kpi.removeExclusion({ id: 99 })).rejects.toMatchObject({ code: 'EXCLUSION_NOT_FOUND' })
  expect(await figures()).toMatchObject({ outageMs: HOUR, excludedMs: 0, failures: 1 })
  const removed = { ...choice, removedAt: stage.clock.now(), removedBy: 'browser', enteredBy: 'browser', enteredAt: stage.clock.now() - MINUTE }
  expect(await client.kpi.exclusions({ entity: all })).toMatchObject([removed])
  const { entries } = await client.kpi.errors({ entity: all })
  expect(entries).toMatchObject([{ code: 'GroundFailure', evse: plug.evse, firstAt: from, clearedAt: from + HOUR, isRepeating: false }])
})

it('running sessions are followed live, each with its energy', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('2.0.1')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 12_000, powerW: 11_000 })
  const live = await first(stage.client.kpi.watch({ entity: { kind: 'station', station: station.plan.identity } }))
  expect(live).toMatchObject({ active: 1, suspect: 0, energyWh: 2_000, powerW: 11_000, sessions: [{ session: 1, evse: plug.evse, energyWh: 2_000 }] })
  expect(await first(stage.client.kpi.watch({ entity: { kind: 'socket', station: station.plan.identity, evse: 2 } }))).toMatchObject({ active: 0, energyWh: 0 })
  await expect(stage.client.kpi.dashboard({ entity: { kind: 'site', id: 99 } })).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' })
  const { days, compared } = await stage.client.kpi.dashboard({ entity: all, compare: 'before' })
  expect([days.length, compared?.days.length]).toEqual([7, 7])
  expect(compared?.to).toBe('2026-02-24')
})
