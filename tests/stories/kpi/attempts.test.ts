import { describe, expect, it } from 'vitest'
import { versions } from '../../../src-main/simulator/station-plan'
import type { VirtualStation } from '../../../src-main/simulator/virtual-station'
import { eventually, HOUR, MINUTE, openStage, plug, token, type Stage } from '../story'

const all = { entity: { kind: 'all' } } as const
const total = async (stage: Stage) => (await stage.client.kpi.dashboard(all)).total

/** A charge of half an hour, a card that never plugs in, one that is refused, and a fault right after a start. */
async function aMorning(version: (typeof versions)[number]): Promise<Stage> {
  const stage = await openStage()
  const station = await stage.stationOf(version)
  stage.clock.advance(10 * MINUTE)
  await station.plugIn(plug)
  stage.clock.advance(MINUTE)
  await station.authorize(token)
  await station.startCharging(plug, token)
  stage.clock.advance(15 * MINUTE)
  await station.meter(plug, { energyWh: 12_000, powerW: 11_000 })
  stage.clock.advance(15 * MINUTE)
  await station.meter(plug, { energyWh: 15_000, powerW: 11_000 })
  await station.authorize(token)
  await station.stop(plug, 'local')
  await station.unplug(plug)
  stage.clock.advance(10 * MINUTE)
  await station.authorize('BBBB0001')
  stage.clock.advance(10 * MINUTE)
  await stage.client.tokens.setStatus({ token: 'BBBB0001', status: 'blocked' })
  await station.authorize('BBBB0001')
  stage.clock.advance(10 * MINUTE)
  await station.plugIn(plug)
  stage.clock.advance(3 * MINUTE)
  await station.unplug(plug)
  stage.clock.advance(10 * MINUTE)
  await station.settled()
  return stage
}

describe('attempts', () => {
  it.each(versions)('are the same in OCPP %s: a charge, a card that is refused, one that never plugs in, a plug without a card', async (version) => {
    const stage = await aMorning(version)
    await eventually(async () => (await total(stage)).completed).toBe(1)
    const { attempts, started, causes, neverIdentified, sessions, energyWh, chargingMs } = await total(stage)
    expect({ attempts, started, noPlug: causes['no-plug'], refused: causes['card-refused'] }).toEqual({ attempts: 3, started: 1, noPlug: 1, refused: 1 })
    expect({ neverIdentified, sessions, energyWh, charging: chargingMs / MINUTE }).toEqual({ neverIdentified: 1, sessions: 1, energyWh: 5_000, charging: 30 })
    const rows = await stage.client.kpi.failedAttempts(all)
    expect(rows.map(({ cause, against }) => [cause, against])).toEqual([['card-refused', 'user'], ['no-plug', 'user']])
  })
})

/** With a heart that beats. */
async function anHour(stage: Stage, station: VirtualStation): Promise<void> {
  for (let beats = 0; beats < 12; beats += 1) {
    stage.clock.advance(5 * MINUTE)
    await station.heartbeat()
  }
}

it('time in which Plugboard was not running is in no figure of uptime, and is told', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  await station.announce()
  await anHour(stage, station)
  await stage.restart(3 * HOUR)
  // On another port by now.
  const back = stage.stranger('1.6')
  await back.connect()
  await back.boot()
  await anHour(stage, back)
  const { total: { unobservedMs, outageMs }, sockets } = await stage.client.kpi.dashboard(all)
  expect(unobservedMs / HOUR / sockets).toBeCloseTo(3, 1)
  expect(outageMs).toBe(0)
  const { sockets: [row] } = await stage.client.kpi.socketEvents({ entity: { kind: 'all' } })
  expect(row?.segments.map(({ kind }) => kind)).toContain('unobserved')
})
