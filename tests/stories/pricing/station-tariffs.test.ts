import { expect, it } from 'vitest'
import type { Tariff, TariffElement } from '#contract/tariff'
import { eventually, first, openStage, plug, type Stage, token } from '../story'
import { aTariff, assigned, energy, eur, everybody } from './tariffs'

/** Payloads of the calls of an action that went out. */
async function sent(stage: Stage, action: string): Promise<Record<string, unknown>[]> {
  const lines = (await stage.trace({ action, direction: 'out' })).filter(({ kind }) => kind === 'call')
  return lines.map(({ text }) => (JSON.parse(text) as [number, string, string, Record<string, unknown>])[3])
}

async function showsPrices(stage: Stage, version: '1.6' | '2.0.1' | '2.1') {
  const station = await stage.stationOf(version)
  await stage.client.stations.setCompatibility({ station: 'VS-0001', choice: { field: 'takesCosts', value: true } })
  return station
}

/** Gives a tariff to one person, and the token to that person. */
async function ofAda(stage: Stage, overrides: Partial<Tariff> = {}) {
  const ada = await stage.client.people.save({ person: null, name: 'Ada', note: '' })
  await stage.client.tokens.add({
    token, person: ada.person, status: 'accepted', validFrom: null, validUntil: null, group: null, note: '', evenIfSimilar: false,
  })
  const tariff = aTariff({ id: 'T2', name: 'Staff', elements: [energy(0.3)], ...overrides })
  await assigned(stage, tariff, { entityType: 'user', entityId: String(ada.person) })
}

it('a 2.1 station is given the tariff for all, another one when it changes, and none when none applies (block I)', async () => {
  const stage = await openStage()
  const taxed: TariffElement = { priceComponents: [{ dimension: 'energy', price: eur(1.19), taxRatePpm: 190_000, stepSize: 1 }], restrictions: { startTime: '22:00', endTime: '06:00' } }
  await assigned(stage, aTariff({ elements: [taxed, energy(0.5, 190_000)], idleFee: { pricePerMinute: eur(0.1), taxRatePpm: null, graceMinutes: 15, cap: null, hours: null } }))
  await showsPrices(stage, '2.1')
  stage.clock.advance(10_000)
  await eventually(() => sent(stage, 'SetDefaultTariff')).toEqual([{
    evseId: 0,
    tariff: {
      tariffId: 'T1.1',
      currency: 'EUR',
      energy: {
        prices: [{ priceKwh: 1, conditions: { startTimeOfDay: '22:00', endTimeOfDay: '06:00' } }, { priceKwh: 0.420168 }],
        taxRates: [{ type: 'VAT', tax: 19 }],
      },
      idleTime: { prices: [{ priceMinute: 0.1, conditions: { minIdleTime: 900 } }] },
    },
  }])
  const { assignments } = await first(stage.client.pricing.watch())
  await stage.client.pricing.saveTariff({ version: 1, tariff: aTariff() })
  await stage.client.pricing.saveTariff({ version: null, tariff: aTariff({ elements: [energy(0.6)], validFrom: stage.clock.now() }) })
  await eventually(async () => (await sent(stage, 'SetDefaultTariff')).at(-1)).toMatchObject({ tariff: { tariffId: 'T1.2', energy: { prices: [{ priceKwh: 0.6 }] } } })
  await eventually(() => sent(stage, 'ClearTariffs')).toContainEqual({ tariffIds: ['T1.1'] })
  for (const { assignment } of assignments) await stage.client.pricing.removeAssignment({ assignment })
  await eventually(() => sent(stage, 'ClearTariffs')).toContainEqual({ tariffIds: ['T1.2'] })
})

it('a 2.1 station that computes itself is told the other tariff of a user, and no costs', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ofAda(stage)
  const station = await showsPrices(stage, '2.1')
  stage.clock.advance(10_000)
  await eventually(() => sent(stage, 'SetDefaultTariff')).toHaveLength(1)
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  await eventually(() => sent(stage, 'ChangeTransactionTariff')).toMatchObject([
    { transactionId: expect.any(String), tariff: { tariffId: 'T2.2', energy: { prices: [{ priceKwh: 0.3 }] } } },
  ])
  stage.clock.advance(600_000)
  await station.meter(plug, { energyWh: 12_000, powerW: 6_000 })
  await eventually(stage.live).toMatchObject([{ price: { amount: eur(0.6) } }])
  expect(await sent(stage, 'CostUpdated')).toEqual([])
})

/** A 2.1 station computes with the tariff for all; somebody charges 2 kWh. */
async function chargesAtComputing(stage: Stage, prepare: (stage: Stage) => unknown = () => undefined) {
  const station = await showsPrices(stage, '2.1')
  await prepare(stage)
  stage.clock.advance(10_000)
  await eventually(() => sent(stage, 'SetDefaultTariff')).toHaveLength(1)
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  await stage.detail()
  stage.clock.advance(600_000)
  await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
  stage.clock.advance(600_000)
  await station.meter(plug, { energyWh: 12_000, powerW: 6_000 })
}

it('a computing station that cannot be told the tariff of a user is told what the session costs', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ofAda(stage, { elements: [{ priceComponents: [{ dimension: 'energy', price: eur(0.3), taxRatePpm: null, stepSize: 500 }], restrictions: null }] })
  await chargesAtComputing(stage)
  await eventually(() => sent(stage, 'CostUpdated')).toContainEqual({ totalCost: 0.6, transactionId: expect.any(String) })
  expect(await sent(stage, 'ChangeTransactionTariff')).toEqual([])
})

it('a computing station that refuses the tariff of a user is told what the session costs', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ofAda(stage, { currency: 'CHF' })
  await chargesAtComputing(stage)
  await eventually(() => sent(stage, 'ChangeTransactionTariff')).toHaveLength(1)
  await eventually(() => sent(stage, 'CostUpdated')).toContainEqual({ totalCost: 0.6, transactionId: expect.any(String) })
})

it('a computing station is told the costs of a session with a discount, of which it cannot know', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const discount = { kind: 'fixed' as const, id: 'D', name: 'Welcome', amount: eur(0.25), currency: 'EUR', validFrom: null, validUntil: null, daysOfWeek: null, quota: null }
  await chargesAtComputing(stage, () => stage.client.pricing.saveRule({ kind: 'discount', for: [everybody], rule: discount }))
  await eventually(() => sent(stage, 'CostUpdated')).toContainEqual({ totalCost: 0.75, transactionId: expect.any(String) })
})

it('a tariff that OCPP 2.1 cannot say is not sent, and the station is told the costs instead', async () => {
  const stage = await openStage()
  const stepped: TariffElement = { priceComponents: [{ dimension: 'energy', price: eur(0.5), taxRatePpm: null, stepSize: 500 }], restrictions: null }
  await assigned(stage, aTariff({ elements: [stepped] }))
  const station = await showsPrices(stage, '2.1')
  stage.clock.advance(10_000)
  await eventually(() => sent(stage, 'GetTariffs')).not.toHaveLength(0)
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(600_000)
  await station.meter(plug, { energyWh: 12_000, powerW: 6_000 })
  await eventually(() => sent(stage, 'CostUpdated')).not.toHaveLength(0)
  expect(await sent(stage, 'SetDefaultTariff')).toEqual([])
})

it('a 1.6 station is given the default price by its key, and the price of a user by a cost message', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ofAda(stage)
  const station = await showsPrices(stage, '1.6')
  stage.clock.advance(10_000)
  await eventually(async () => (await sent(stage, 'ChangeConfiguration')).filter(({ key }) => key === 'DefaultPrice')).toHaveLength(1)
  const [price] = (await sent(stage, 'ChangeConfiguration')).filter(({ key }) => key === 'DefaultPrice')
  expect(JSON.parse(String(price?.value))).toEqual({ priceText: '0.5 EUR/kWh', chargingPrice: { kWhPrice: 0.5, hourPrice: 0, flatFee: 0 } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  await eventually(async () => (await sent(stage, 'DataTransfer')).filter(({ messageId }) => messageId === 'SetUserPrice').map(({ data }) => JSON.parse(String(data))))
    .toEqual([{ idToken: token, priceText: '0.3 EUR/kWh' }])
})

it('a 2.0.1 station is given the text of the price for all (I04)', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await showsPrices(stage, '2.0.1')
  stage.clock.advance(10_000)
  await eventually(() => sent(stage, 'SetVariables')).toContainEqual({
    setVariableData: [{ component: { name: 'TariffCostCtrlr' }, variable: { name: 'TariffFallbackMessage' }, attributeValue: '0.5 EUR/kWh' }],
  })
})

it.each(['1.6', '2.0.1', '2.1'] as const)('a %s station of which nobody said that it shows prices is given none', async (version) => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await stage.stationOf(version)
  stage.clock.advance(10_000)
  await stage.detail()
  const all = await Promise.all(['SetDefaultTariff', 'GetTariffs', 'SetVariables', 'ChangeConfiguration'].map((action) => sent(stage, action)))
  expect(all.flat().filter((payload) => JSON.stringify(payload).includes('Price') || JSON.stringify(payload).includes('ariff'))).toEqual([])
})

it.each([
  ['2.0.1', { idTokenInfo: { status: 'Accepted', personalMessage: { format: 'UTF8', content: '0.3 EUR/kWh' } } }],
  ['2.1', { idTokenInfo: { status: 'Accepted' }, tariff: { tariffId: 'T2.2', energy: { prices: [{ priceKwh: 0.3 }] } } }],
] as const)('a %s station that shows prices is told that of a user with the answer about the token (I01)', async (version, answer) => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await ofAda(stage)
  const station = await showsPrices(stage, version)
  expect(await station.authorize(token)).toBe('Accepted')
  const answered = async () => (await stage.trace({ direction: 'out' })).filter(({ kind, text }) => kind === 'result' && text.includes('idTokenInfo'))
  await eventually(async () => (await answered()).map(({ text }) => (JSON.parse(text) as unknown[])[2])).toMatchObject([answer])
  await station.authorize('11223344')
  const tellPrices = async () => (await answered()).map(({ text }) => text.includes('EUR')).sort()
  await eventually(tellPrices).toEqual([false, true])
})
