import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoFleet, demoPlans } from './demo-depot'
import { startDepot, type Depot, type DepotOptions } from './depot'
import { fastClock } from './station-clock'
import { aStationPlan, versions } from './station-plan'
import { eventually, strictServer, type ReceivedCall, type StrictServer } from './strict-server'
import type { Payload } from './wire'

let server: StrictServer
let stop: AbortController
let depot: Depot | null = null

beforeEach(async () => {
  server = await strictServer()
  stop = new AbortController()
})

afterEach(async () => {
  stop.abort()
  await depot?.done
  await server.close()
  expect(server.violations).toEqual([])
})

function start(options: Partial<DepotOptions> = {}): Depot {
  depot = startDepot({ url: server.url, plans: demoPlans, seed: 'test', speed: 24, signal: stop.signal, ...options })
  return depot
}

interface Reading {
  at: number
  energyWh: number
  powerW: number
}

/** The readings of each transaction, by station and place, in the order in which they came. */
function curves(calls: ReceivedCall[]): Map<string, Reading[]> {
  const found = new Map<string, Reading[]>()
  for (const { identity, payload } of calls) {
    const id = payload['transactionId'] ?? (payload['transactionInfo'] as Payload | undefined)?.['transactionId']
    const values = payload['meterValue'] as { timestamp: string; sampledValue: Payload[] }[] | undefined
    if (id === undefined || !values) continue
    for (const { timestamp, sampledValue } of values) {
      const value = (measurand: string): number =>
        Number(sampledValue.find((sample) => sample['measurand'] === measurand)?.['value'])
      const reading = {
        at: Date.parse(timestamp),
        energyWh: value('Energy.Active.Import.Register'),
        powerW: value('Power.Active.Import'),
      }
      if (!Number.isFinite(reading.powerW)) continue
      const key = `${identity} ${String(id)}`
      found.set(key, [...(found.get(key) ?? []), reading])
    }
  }
  return found
}

describe('a depot', () => {
  it('has half of its connectors charging soon after the start, and a believable life after it', async () => {
    start({ clock: fastClock(60) })
    const connectors = demoPlans.flatMap(({ evses }) => evses).length
    await eventually(() => (depot?.status().charging ?? 0) >= connectors / 2 - 1, 'half of the connectors charging')
    const has = (...wanted: string[]): boolean => {
      const statuses = server.payloads('StatusNotification').map(({ status }) => status)
      return wanted.every((word) => statuses.includes(word) || server.actions().includes(word))
    }
    await eventually(() => has('SuspendedEV', 'Finishing', 'StopTransaction', 'MeterValues'), 'sessions of 1.6')
    await eventually(
      () => server.payloads('TransactionEvent').some(({ eventType }) => eventType === 'Ended'),
      'the end of a session of 2.x',
    )
    expect(depot?.status().connected).toBe(demoPlans.length)
  })

  it('keeps power, energy and time consistent on the wire', async () => {
    start({ clock: fastClock(60) })
    const long = () => [...curves(server.calls).values()].filter((readings) => readings.length > 20)
    await eventually(() => long().length >= 8, 'eight sessions with twenty readings each')
    const all = long()
    for (const readings of all) {
      const [first, last] = [readings[0], readings.at(-1)]
      if (!first || !last) continue
      let fromPowerWh = 0
      for (const [index, reading] of readings.entries()) {
        const before = readings[index - 1]
        if (!before) continue
        const hours = (reading.at - before.at) / 3_600_000
        expect(reading.energyWh).toBeGreaterThanOrEqual(before.energyWh)
        fromPowerWh += ((reading.powerW + before.powerW) / 2) * hours
      }
      const energyWh = last.energyWh - first.energyWh
      // Samples are seconds apart and power jumps at a pause: the trapezoids miss a few of those edges.
      const edgesWh = (Math.max(...readings.map(({ powerW }) => powerW)) * 30) / 3_600
      expect(Math.abs(energyWh - fromPowerWh)).toBeLessThan(energyWh * 0.05 + edgesWh)
    }
  })

  it('gives the same cars for the same seed', async () => {
    const tokens: unknown[][] = []
    for (const seed of ['one', 'one', 'two']) {
      const from = server.calls.length
      const once = new AbortController()
      const run = start({
        plans: versions.map((version, index) => aStationPlan({ version, identity: `S-${index}` })),
        seed,
        clock: fastClock(200),
        speed: 400,
        signal: once.signal,
      })
      const asked = () => server.calls.slice(from).filter(({ action }) => action === 'Authorize')
      await eventually(() => asked().filter(({ identity }) => identity === 'S-1').length >= 3, 'three cars')
      once.abort()
      await run.done
      const ofOne = asked().filter(({ identity }) => identity === 'S-1')
      tokens.push(ofOne.slice(0, 3).map(({ payload }) => (payload['idToken'] as Payload)['idToken']))
    }
    expect(tokens[1]).toEqual(tokens[0])
    expect(tokens[2]).not.toEqual(tokens[0])
  })

  it('comes back after a loss and delivers what happened meanwhile', async () => {
    const running = start({ plans: [aStationPlan()], clock: fastClock(60), speed: 1 })
    await eventually(() => running.status().charging === 1 || server.actions().includes('MeterValues'), 'a session')
    const boots = server.payloads('BootNotification').length
    running.stations[0]?.dropNetwork()
    await eventually(() => server.payloads('BootNotification').length > boots, 'the boot after the loss')
    expect(running.status().connected).toBe(1)
  })

  it('starts a car on a remote start and lets it leave on a remote stop', async () => {
    const [evse] = aStationPlan().evses
    if (!evse) throw new Error('the plan has an EVSE')
    // The third one has no car at the start.
    const plan = aStationPlan({ version: '2.1', evses: [evse, evse, evse] })
    const running = start({ plans: [plan], clock: fastClock(30), speed: 1 })
    await eventually(() => running.status().connected === 1 && server.actions().includes('StatusNotification'), 'boot')
    const idToken = { idToken: 'REMOTE1', type: 'Central' }
    const answer = await server.ask(plan.identity, 'RequestStartTransaction', { evseId: 3, remoteStartId: 5, idToken })
    expect(answer).toMatchObject({ status: 'Accepted' })
    const events = () => server.payloads('TransactionEvent').filter(({ evse: at }) => (at as Payload)['id'] === 3)
    await eventually(() => events().length > 0, 'the remote start')
    const started = events()[0] ?? {}
    expect(started).toMatchObject({ eventType: 'Started', transactionInfo: { remoteStartId: 5 } })
    const { transactionId } = started['transactionInfo'] as { transactionId: string }
    await server.ask(plan.identity, 'RequestStopTransaction', { transactionId })
    const statuses = () => server.payloads('StatusNotification').filter(({ evseId }) => evseId === 3)
    await eventually(() => statuses().at(-1)?.['connectorStatus'] === 'Available' && statuses().length > 2, 'it left')
    expect(events().at(-1)).toMatchObject({ eventType: 'Ended', transactionInfo: { stoppedReason: 'Remote' } })
  })

  it('leaves no transaction open when it is switched off', async () => {
    const running = start({ clock: fastClock(30) })
    await eventually(() => running.status().charging > 5, 'some sessions')
    stop.abort()
    await running.done
    const events = server.payloads('TransactionEvent').map(({ eventType }) => eventType)
    const count = (type: string) => events.filter((event) => event === type).length
    expect(count('Ended')).toBe(count('Started'))
    expect(server.payloads('StopTransaction')).toHaveLength(server.payloads('StartTransaction').length)
    expect(running.status()).toMatchObject({ connected: 0, charging: 0 })
  })

  it('reboots on a reset and goes on', async () => {
    const plan = aStationPlan({ version: '1.6' })
    start({ plans: [plan], clock: fastClock(60) })
    await eventually(() => server.actions().includes('StatusNotification'), 'boot')
    await server.ask(plan.identity, 'Reset', { type: 'Hard' })
    await eventually(() => server.payloads('BootNotification').length === 2, 'the second boot')
  })

  it('waits as long as it is not accepted, and goes live without reconnecting', async () => {
    let admitted = false
    await server.close()
    server = await strictServer(({ action }) =>
      action === 'BootNotification' && !admitted
        ? { status: 'Pending', currentTime: new Date().toISOString(), interval: 3_600 }
        : undefined,
    )
    const plan = aStationPlan({ version: '2.0.1' })
    start({ plans: [plan], clock: fastClock(20) })
    await eventually(() => server.actions().length === 1, 'the boot')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.actions()).toEqual(['BootNotification'])
    admitted = true
    await server.ask(plan.identity, 'TriggerMessage', { requestedMessage: 'BootNotification' })
    await eventually(() => server.actions().includes('TransactionEvent'), 'a session')
  })
})

describe('the demo fleet', () => {
  it('has twelve stations on three sites, all versions, AC and DC', () => {
    expect(demoFleet).toHaveLength(12)
    expect(new Set(demoFleet.map(({ identity }) => identity)).size).toBe(12)
    expect(new Set(demoFleet.map(({ site }) => site)).size).toBe(3)
    expect(new Set(demoPlans.map(({ version }) => version))).toEqual(new Set(versions))
    const kinds = demoPlans.flatMap(({ evses }) => evses).flatMap(({ connectors }) => connectors)
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['ac', 'dc']))
  })
})
