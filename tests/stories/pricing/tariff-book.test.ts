import { expect, it } from 'vitest'
import type { PriceRule } from '#contract/pricing'
import { aDepot, charged } from '../billing/months'
import { eventually, first, HOUR, MINUTE, openStage, plug, type Stage, storyStart, token } from '../story'
import { aTariff, assigned, energy, eur, everybody, priceOf } from './tariffs'

const always = { validFrom: null, validUntil: null }
const tariffs = async (stage: Stage) => (await first(stage.client.pricing.watch())).tariffs
const refusal = (field: string, reason: string) => ({ code: 'PRICE_RULE_REFUSED', data: { field, reason } })

async function aCharge(stage: Stage, kwh = 10) {
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(60 * MINUTE)
  await station.meter(plug, { energyWh: 10_000 + kwh * 1000, powerW: kwh * 1000 })
  await station.stop(plug, 'local')
  await station.settled()
}

it.each([
  ['a negative price', { elements: [energy(-0.1)] }],
  ['an unknown currency', { currency: 'EUX' }],
  ['an end before the start', { validFrom: 10, validUntil: 5 }],
  ['no prices at all', { elements: [] }],
])('a tariff with %s is refused, and nothing is stored', async (_, wrong) => {
  const stage = await openStage()
  await expect(stage.client.pricing.saveTariff({ version: null, tariff: aTariff(wrong) })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await tariffs(stage)).toEqual([])
})

it('versions do not overlap; a later one ends the one before it', async () => {
  const stage = await openStage()
  const { pricing } = stage.client
  await pricing.saveTariff({ version: null, tariff: aTariff() })
  await expect(pricing.saveTariff({ version: null, tariff: aTariff() })).rejects.toMatchObject(refusal('validFrom', 'overlaps'))
  await expect(pricing.saveTariff({ version: null, tariff: aTariff({ currency: 'CHF', validFrom: storyStart }) })).rejects.toMatchObject(refusal('currency', 'other-currency'))
  await pricing.saveTariff({ version: null, tariff: aTariff({ validFrom: storyStart }) })
  expect(await tariffs(stage)).toMatchObject([{ versions: [{ version: 2, tariff: { validFrom: storyStart } }, { version: 1, tariff: { validUntil: storyStart } }] }])
  await expect(pricing.saveTariff({ version: null, tariff: aTariff({ id: 'T2', name: 'DAY TARIFF' }) })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
})

it('a version is changed as long as no session began with it, and never after', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await stage.client.pricing.saveTariff({ version: 1, tariff: aTariff({ elements: [energy(0.6)] }) })
  await aCharge(stage)
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(6) } }])
  await expect(stage.client.pricing.saveTariff({ version: 1, tariff: aTariff() })).rejects.toMatchObject(refusal('version', 'used'))
  await expect(stage.client.pricing.setRetired({ tariff: 'T1', isRetired: true })).rejects.toMatchObject({ code: 'STILL_IN_USE' })
})

it('the most particular assignment counts, and one entity has one tariff at a time', async () => {
  const stage = await openStage()
  const { client } = stage
  const ada = await client.people.save({ person: null, name: 'Ada', note: '' })
  await client.tokens.add({ token, status: 'accepted', ...always, group: 'FLEET', person: ada.person, note: '', evenIfSimilar: false })
  await assigned(stage, aTariff())
  await assigned(stage, aTariff({ id: 'T2', name: 'Fleet', elements: [energy(0.4)] }), { entityType: 'group', entityId: 'FLEET' })
  await assigned(stage, aTariff({ id: 'T3', name: 'Ada', elements: [energy(0.3)] }), { entityType: 'user', entityId: String(ada.person) })
  const again = { assignment: null, ...everybody, tariffId: 'T2', ...always }
  await expect(client.pricing.saveAssignment(again)).rejects.toMatchObject(refusal('validFrom', 'overlaps'))
  await expect(client.pricing.saveAssignment({ ...again, entityType: 'user', entityId: '99' })).rejects.toMatchObject(refusal('entityId', 'unknown-entity'))
  await expect(client.pricing.saveAssignment({ ...again, entityType: 'user', entityId: null })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await aCharge(stage)
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(3) } }])
  expect(await priceOf(stage)).toMatchObject({ policy: { tariffName: 'Ada', entityType: 'user', entityId: String(ada.person), entityName: 'Ada' } })
})

it('points are earned and pay for the next session, and a discount has a quota', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const rules: PriceRule[] = [
    { kind: 'loyalty', for: [everybody], redeems: true, rule: { id: 'L', name: 'Points', milliPointsPerKwh: 1000, pointValue: eur(0.1), currency: 'EUR' } },
    { kind: 'discount', for: [everybody], rule: { kind: 'fixed', id: 'D', name: 'Welcome', ...always, daysOfWeek: null, quota: { sessions: 1, per: 'total' }, amount: eur(2), currency: 'EUR' } },
  ]
  for (const rule of rules) await stage.client.pricing.saveRule(rule)
  await aCharge(stage)
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(3) } }])
  const station = stage.stranger('1.6', { plan: { identity: 'VS-0002' } })
  await stage.register('VS-0002')
  await station.connect()
  await station.boot()
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(60 * MINUTE)
  await station.meter(plug, { energyWh: 20_000, powerW: 10_000 })
  await station.stop(plug, 'local')
  await station.settled()
  // 5.00 less ten points of 0.10; the welcome is used up.
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(4) } }, {}])
  expect((await priceOf(stage, 2)).price?.lines.map(({ cause }) => cause)).toEqual(['energy-taken', 'points-redeemed', 'points-earned'])
})

it('a session of before any tariff gets its price when a person asks, and a trial stores nothing', async () => {
  const stage = await openStage()
  await aCharge(stage)
  await eventually(stage.history).toMatchObject([{ price: null }])
  await assigned(stage, aTariff())
  await stage.client.pricing.priceAgain({ session: 1 })
  expect(await stage.history()).toMatchObject([{ price: { amount: eur(5), isFinal: true } }])
  const trial = { tariff: aTariff(), timeZone: 'Europe/Berlin', start: storyStart, energyWh: 20_000, chargingMinutes: 120, idleMinutes: 0 }
  expect((await stage.client.pricing.tryTariff(trial)).invoice.gross).toBe(eur(10))
  const night = aTariff({ elements: [{ ...energy(0.2), restrictions: { startTime: '22:00', endTime: '06:00' } }, energy(0.5)] })
  const { days } = await stage.client.pricing.week({ tariff: night, timeZone: 'Europe/Berlin', at: storyStart })
  expect(days[0]?.map(({ perKwh }) => perKwh).slice(10, 14)).toEqual([eur(0.2), eur(0.2), eur(0.5), eur(0.5)])
})

it('who has changed the company since pays for earlier sessions as one of the company of then', async () => {
  const stage = await openStage()
  const { ada, works } = await aDepot(stage)
  const yard = await stage.client.organisation.saveCompany({ company: null, name: 'Yard', note: '' })
  await assigned(stage, aTariff({ id: 'W', name: 'Works', elements: [energy(0.3)] }), { entityType: 'company', entityId: String(works.company) })
  await assigned(stage, aTariff({ id: 'Y', name: 'Yard', elements: [energy(0.9)] }), { entityType: 'company', entityId: String(yard.company) })
  stage.clock.advance(HOUR)
  const charge = { at: stage.clock.now() - 20 * MINUTE, hours: 1 / 6 }
  await charged(stage, charge)
  expect(await priceOf(stage)).toMatchObject({ policy: { tariffName: 'Works' }, price: { invoice: { gross: eur(3) } } })
  stage.clock.advance(MINUTE)
  await stage.client.people.save({ person: ada.person, name: 'Ada', note: '', company: yard.company, costCentre: '' })
  await stage.client.pricing.priceAgain({ session: 1 })
  expect((await priceOf(stage)).records, 'no correction').toHaveLength(1)
  // Delivered late: it began before the change.
  await charged(stage, { ...charge, at: charge.at - HOUR / 4 })
  expect(await priceOf(stage, 2)).toMatchObject({ policy: { tariffName: 'Works' } })
})
