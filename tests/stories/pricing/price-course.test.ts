import { expect, it } from 'vitest'
import { rawStation } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, plug, type Stage, storyStart, token } from '../story'
import { aTariff, assigned, energy, eur, everybody } from './tariffs'

async function anHour(stage: Stage) {
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  for (const tens of [1, 2, 3, 4, 5, 6]) {
    stage.clock.advance(10 * MINUTE)
    await station.meter(plug, { energyWh: 10_000 + tens * 2_000, powerW: 12_000 })
  }
  return station
}
/** Ended sessions of an hour each, one after the other, of 6 kWh. */
async function ended(stage: Stage, count = 1) {
  const station = await rawStation(stage)
  await station.boot()
  for (let hour = count; hour >= 1; hour--) {
    const from = storyStart - hour * HOUR
    const start = { connectorId: 1, idTag: token, meterStart: 0, timestamp: new Date(from).toISOString() }
    const { transactionId } = await station.call('StartTransaction', start)
    await station.call('StopTransaction', { transactionId, meterStop: 6_000, timestamp: new Date(from + HOUR - MINUTE).toISOString() })
  }
  await eventually(async () => (await stage.history()).length).toBe(count)
}

it('the price over a session rises with it, and ends with what is recorded', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const station = await anHour(stage)
  const { startedAt } = await stage.session()
  const sofar = await stage.client.pricing.course({ session: 1 })
  expect(sofar).toMatchObject({ currency: 'EUR', isAsRecorded: true })
  expect(sofar?.points.at(-1)).toEqual({ at: startedAt + HOUR, amount: eur(6) })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(6), isFinal: true } }])
  const whole = await stage.client.pricing.course({ session: 1 })
  expect(whole?.points.find(({ at }) => at === startedAt + HOUR / 2)).toMatchObject({ amount: eur(3) })
  expect(whole?.points.at(-1)).toMatchObject({ amount: eur(6) })
  expect(await stage.client.pricing.priceAt({ session: 1, at: startedAt + 20 * MINUTE }))
    .toMatchObject({ invoice: { gross: eur(2) }, lines: [{ dimension: 'energy', quantity: 4_000_000 }] })
})

it('a free quantity that was used up by later sessions is still free in the price over the first', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const free = { id: 'A1', name: 'Starter', dimension: 'energy' as const, quantityPerMonth: 6_000_000, validFrom: null, validUntil: null }
  await stage.client.pricing.saveRule({ kind: 'allowance', for: [everybody], rule: free })
  await ended(stage, 2)
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(3), isFinal: true } }, { price: { amount: eur(0) } }])
  expect((await stage.client.pricing.course({ session: 1 }))?.points.at(-1)).toMatchObject({ amount: eur(0) })
  expect((await stage.client.pricing.course({ session: 2 }))?.points.at(-1)).toMatchObject({ amount: eur(3) })
})

it('where a rule changed since, the way to the recorded price is not made up', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ended(stage)
  await eventually(stage.history).toMatchObject([{ price: { isFinal: true } }])
  const discount = { kind: 'fixed' as const, id: 'D1', name: 'One off', amount: eur(1), currency: 'EUR', validFrom: null, validUntil: null, daysOfWeek: null, quota: null }
  await stage.client.pricing.saveRule({ kind: 'discount', for: [everybody], rule: discount })
  expect(await stage.client.pricing.course({ session: 1 })).toEqual({ currency: 'EUR', points: [], isAsRecorded: false })
})

it('a session without a tariff has no price over time', async () => {
  const stage = await openStage()
  await stage.client.pricing.saveTariff({ version: null, tariff: aTariff({ elements: [energy(1)] }) })
  await ended(stage)
  expect(await stage.client.pricing.course({ session: 1 })).toBeNull()
  expect(await stage.client.pricing.priceAt({ session: 1, at: 0 })).toBeNull()
  await expect(stage.client.pricing.course({ session: 99 })).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
})
