import { expect, it } from 'vitest'
import { rawStation } from '../raw-station'
import { eventually, first, HOUR, MINUTE, openStage, plug, type Stage, storyStart, token } from '../story'
import { aTariff, assigned, energy, eur, everybody, priceOf } from './tariffs'

const iso = (at: number) => new Date(at).toISOString()

/** A whole session of a 1.6 station, of whatever time, as its bare frames. */
async function aSession(stage: Stage, { from, to, wh, idTag = token }: { from: number; to: number; wh: number; idTag?: string }) {
  const station = await rawStation(stage)
  await station.boot()
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 0, timestamp: iso(from) })
  await station.call('StopTransaction', { transactionId, meterStop: wh, timestamp: iso(to), idTag })
  return station
}

it('a running session shows what it costs so far, and an ended one what is recorded', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  expect(await stage.live()).toMatchObject([{ price: { amount: 0, currency: 'EUR', isFinal: false } }])
  stage.clock.advance(30 * MINUTE)
  await station.meter(plug, { energyWh: 20_000, powerW: 20_000 })
  await eventually(stage.live).toMatchObject([{ price: { amount: eur(5), isFinal: false } }])
  expect(await priceOf(stage)).toMatchObject({
    isFinal: false,
    policy: { tariffName: 'Day tariff', entityType: 'default', entityId: null },
    now: { perKwh: eur(0.5), perHour: null },
    price: { lines: [{ dimension: 'energy', cause: 'energy-taken', gross: eur(5) }] },
  })
  await station.stop(plug, 'local')
  await station.settled()
  const final = { price: { amount: eur(5), currency: 'EUR', isFinal: true } }
  await eventually(stage.history).toMatchObject([final])
  expect(await stage.session()).toMatchObject(final)
  await stage.restart()
  expect(await stage.history()).toMatchObject([final])
  expect(await priceOf(stage)).toMatchObject({ isFinal: true, records: [{ kind: 'price', reason: 'ended', first: null }] })
})

it('the tariff of the start stays when a new version comes during the session, and after a restart', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const station = await stage.stationOf('2.0.1')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await stage.client.pricing.saveTariff({ version: null, tariff: aTariff({ elements: [energy(0.9)], validFrom: stage.clock.now() }) })
  await station.meter(plug, { energyWh: 12_000, powerW: 12_000 })
  await eventually(stage.live).toMatchObject([{ price: { amount: eur(1) } }])
  await station.close(1000)
  await stage.restart()
  expect(await priceOf(stage)).toMatchObject({ policy: { version: 1 } })
  await eventually(stage.live).toMatchObject([{ price: { amount: eur(1) } }])
})

it('a session that is delivered late has the tariff of its own time', async () => {
  const stage = await openStage()
  await stage.client.pricing.saveTariff({ version: null, tariff: aTariff({ validUntil: storyStart - 2 * HOUR }) })
  await assigned(stage, aTariff({ elements: [energy(0.9)], validFrom: storyStart - 2 * HOUR }))
  await aSession(stage, { from: storyStart - 4 * HOUR, to: storyStart - HOUR, wh: 10_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(5), isFinal: true } }])
  await aSession(stage, { from: storyStart - HOUR / 2, to: storyStart, wh: 10_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(9) } }, { price: { amount: eur(5) } }])
})

it('time of day is that of the site, in the night in which an hour comes twice as well', async () => {
  const stage = await openStage()
  const site = await stage.client.organisation.saveSite({
    site: null, company: null, name: 'Harbour', address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null,
  })
  await stage.client.stations.register({ station: 'RAW-1', name: 'RAW-1', site: { site: site.site } })
  const elements = [
    { priceComponents: [{ dimension: 'time' as const, price: eur(1), taxRatePpm: null, stepSize: 1 }], restrictions: { startTime: '02:00', endTime: '03:00' } },
  ]
  await assigned(stage, aTariff({ elements }))
  // 25 October 2025: 02:00 to 03:00 comes twice. 1:30 local to 3:30 local are three hours.
  await aSession(stage, { from: Date.UTC(2025, 9, 25, 23, 30), to: Date.UTC(2025, 9, 26, 2, 30), wh: 30_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(2) } }])
})

it('a correction is a credit and a new record, both of which refer to the first', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  await aSession(stage, { from: storyStart - HOUR, to: storyStart, wh: 10_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(5) } }])
  const session = await stage.session()
  await stage.client.desk.apply({
    session: 1, repair: { kind: 'bill-zero' }, expected: { endedAt: session.endedAt, energyWh: session.energyWh }, note: 'meter read',
  })
  await eventually(stage.history).toMatchObject([{ price: { amount: 0, isFinal: true } }])
  const { records } = await priceOf(stage)
  expect(records).toMatchObject([
    { kind: 'price', first: 1, reason: 'data-changed', price: { invoice: { gross: 0 } } },
    { kind: 'credit', first: 1, reason: 'data-changed', price: { invoice: { gross: -eur(5) } } },
    { kind: 'price', first: null, reason: 'ended', price: { invoice: { gross: eur(5) } } },
  ])
})

it('idle fee is for the time in which the vehicle does not want more, not for what the station holds back (quirk S14)', async () => {
  const stage = await openStage()
  const idleFee = { pricePerMinute: eur(0.1), taxRatePpm: null, graceMinutes: 10, cap: null, hours: null }
  await assigned(stage, aTariff({ idleFee, elements: [energy(0.3)] }))
  const station = await stage.stationOf('1.6')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(60 * MINUTE)
  await station.meter(plug, { energyWh: 20_000, powerW: 10_000 })
  await station.suspend(plug, 'evse')
  stage.clock.advance(40 * MINUTE)
  await station.meter(plug, { energyWh: 20_000, powerW: 0 })
  await station.suspend(plug, 'ev')
  stage.clock.advance(30 * MINUTE)
  await station.meter(plug, { energyWh: 20_000, powerW: 0 })
  await station.stop(plug, 'local')
  await station.settled()
  // 10 kWh at 0.30 and 20 of 30 minutes beyond the grace at 0.10.
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(5) } }])
  const { price } = await priceOf(stage)
  expect(price?.lines.map(({ cause, gross }) => [cause, gross])).toEqual([
    ['energy-taken', eur(3)], ['idle-grace', 0], ['idle', eur(2)],
  ])
})

it('free kWh and vouchers are used up from session to session, and given back by a correction', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const always = { validFrom: null, validUntil: null }
  const { pricing } = stage.client
  await pricing.saveRule({ kind: 'allowance', for: [everybody], rule: { id: 'A', name: 'Ten free', ...always, dimension: 'energy', quantityPerMonth: 10_000_000 } })
  await pricing.saveRule({ kind: 'voucher', for: [everybody], rule: { id: 'V', name: 'Gift card', ...always, value: eur(6), currency: 'EUR' } })
  const start = storyStart - 8 * HOUR
  await aSession(stage, { from: start, to: start + HOUR, wh: 8_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: 0 } }])
  await aSession(stage, { from: start + 2 * HOUR, to: start + 3 * HOUR, wh: 10_000 })
  // 2 kWh are free, 8 cost 4.00, which the voucher pays.
  await eventually(stage.history).toMatchObject([{ price: { amount: 0 } }, {}])
  await aSession(stage, { from: start + 4 * HOUR, to: start + 5 * HOUR, wh: 10_000 })
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(3) } }, {}, {}])
  const left = async () => (await first(pricing.watch())).rules.find(({ rule }) => rule.kind === 'voucher')?.left
  expect(await left()).toBe(0)
  await stage.client.desk.apply({
    session: 2, repair: { kind: 'bill-zero' },
    expected: { endedAt: start + 3 * HOUR, energyWh: 10_000 }, note: '',
  })
  await eventually(left).toBe(eur(4))
})

it.each(['2.0.1', '2.1'] as const)('a %s station is told the total cost with the answer to the end (I03)', async (version) => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const station = await stage.stationOf(version)
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(30 * MINUTE)
  await station.meter(plug, { energyWh: 15_500, powerW: 11_000 })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ price: { amount: eur(2.75) } }])
  const answers = async () => (await stage.trace({ action: 'TransactionEvent', direction: 'out' })).map(({ text }) => JSON.parse(text) as unknown[])
  // An answer is kept a moment after it was sent.
  await eventually(async () => (await answers()).at(-1)?.[2]).toMatchObject({ totalCost: 2.75 })
  expect((await answers()).slice(0, -1).every((answer) => !('totalCost' in (answer[2] as object))), 'only the end has a total').toBe(true)
})
