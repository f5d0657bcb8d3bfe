import { expect, it } from 'vitest'
import { eventually, MINUTE, openStage, plug, type Stage, token } from '../story'
import { aTariff, assigned, energy, eur } from './tariffs'

/** Payloads of the calls of an action that went out. */
async function sent(stage: Stage, action: string): Promise<Record<string, unknown>[]> {
  const lines = (await stage.trace({ action, direction: 'out' })).filter(({ kind }) => kind === 'call')
  return lines.map(({ text }) => (JSON.parse(text) as [number, string, string, Record<string, unknown>])[3])
}

async function aCharge(stage: Stage, version: '1.6' | '2.0.1' | '2.1', takesCosts: boolean) {
  await assigned(stage, aTariff())
  const station = await stage.stationOf(version)
  if (takesCosts) await stage.client.stations.setCompatibility({ station: 'VS-0001', choice: { field: 'takesCosts', value: true } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  for (const energyWh of [11_000, 12_000]) {
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh, powerW: 6_000 })
  }
  return station
}

it('a 1.6 station that shows costs is told them by the cost messages, and the final one at the end', async () => {
  const stage = await openStage()
  const station = await aCharge(stage, '1.6', true)
  const costs = async () => (await sent(stage, 'DataTransfer')).map(({ vendorId, messageId, data }) => {
    expect(vendorId).toBe('org.openchargealliance.costmsg')
    return [messageId, (JSON.parse(String(data)) as { cost: number }).cost]
  })
  await eventually(costs).toContainEqual(['RunningCost', 1])
  const [first] = await sent(stage, 'DataTransfer')
  expect(JSON.parse(String(first?.data))).toMatchObject({ transactionId: 1, state: 'Charging', chargingPrice: { kWhPrice: 0.5, hourPrice: 0 } })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(costs).toContainEqual(['FinalCost', 1])
})

it('a 1.6 station is told prices with tax, and of a pause the idle fee per hour', async () => {
  const stage = await openStage()
  const idleFee = { pricePerMinute: eur(0.1), taxRatePpm: 200_000, graceMinutes: 10, cap: null, hours: null }
  await assigned(stage, aTariff({ taxIncluded: 'no', elements: [energy(0.5, 200_000)], idleFee }))
  const station = await stage.stationOf('1.6')
  await stage.client.stations.setCompatibility({ station: 'VS-0001', choice: { field: 'takesCosts', value: true } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
  const last = async () => JSON.parse(String((await sent(stage, 'DataTransfer')).at(-1)?.data ?? '{}')) as unknown
  await eventually(last).toMatchObject({ state: 'Charging', cost: 0.6, chargingPrice: { kWhPrice: 0.6, hourPrice: 0 } })
  stage.clock.advance(2 * MINUTE)
  await station.suspend(plug, 'ev')
  stage.clock.advance(30 * MINUTE)
  await station.meter(plug, { energyWh: 11_000, powerW: 0 })
  await eventually(last).toMatchObject({ state: 'Idle', idlePrice: { graceMinutes: 0, hourPrice: 7.2 } })
})

it.each(['2.0.1', '2.1'] as const)('a %s station that shows costs is told them while it charges (I02)', async (version) => {
  const stage = await openStage()
  await aCharge(stage, version, true)
  await eventually(() => sent(stage, 'CostUpdated')).toContainEqual({ totalCost: 1, transactionId: expect.any(String) })
  const detail = await stage.detail()
  expect(detail.ownAccord.rows.find(({ kind }) => kind === 'costs')).toMatchObject({ obstacle: null })
})

it.each(['1.6', '2.0.1'] as const)('a %s station of which nobody said that it shows costs is told none', async (version) => {
  const stage = await openStage()
  const station = await aCharge(stage, version, false)
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ price: { isFinal: true } }])
  expect([...(await sent(stage, 'DataTransfer')), ...(await sent(stage, 'CostUpdated'))]).toEqual([])
})
