import { expect, it } from 'vitest'
import { aTariff, eur, everybody } from '../pricing/tariffs'
import { rawStation } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, type Stage } from '../story'
import { ada, aDepot, aDriver, bob, charged, february } from './months'

const rows = async (stage: Stage, month = '2026-02', party: 'person' | 'company' = 'person') => (await stage.client.bills.month({ month, party })).rows
const close = (stage: Stage, month = '2026-02', company: number | null = null) => stage.client.bills.close({ month, company, note: 'sent' })

it('a month is billed by person and by company, with tax on the sum of each rate', async () => {
  const stage = await openStage()
  const { ada: driver, works } = await aDepot(stage)
  for (const day of [0, 1, 2]) await charged(stage, { at: february + day * 24 * HOUR, kwh: 7 })
  await charged(stage, { idTag: bob, kwh: 20, hours: 2 })
  expect(await rows(stage)).toMatchObject([
    { party: 'person', id: driver.person, name: 'Ada', currency: 'EUR', sessions: 3, energyWh: 21_000, net: eur(10.5), tax: eur(2), gross: eur(12.5), corrections: 0 },
    { name: 'Bob', sessions: 1, net: eur(10), tax: eur(1.9), gross: eur(11.9) },
  ])
  expect(await stage.client.bills.month({ month: '2026-02', party: 'company' })).toMatchObject({
    rows: [{ id: works.company, name: 'Works', sessions: 3 }], withoutCompany: 1, isOver: true,
  })
  const [statement] = await stage.client.bills.statement({ month: '2026-02', party: 'company', id: works.company })
  expect(statement).toMatchObject({
    number: '2026-02-C0001', closedAt: null, costCentres: ['K7'], people: [{ name: 'Ada', costCentre: 'K7' }],
    taxes: [{ taxRatePpm: 190_000, net: eur(10.5), tax: eur(2) }],
    entries: [{ session: 1, meterStartWh: 1000, meterStopWh: 8000, pricePerKwh: eur(0.5), timeZone: 'Europe/Berlin', stationName: 'Gate' }, {}, {}],
  })
})

it('a session over the end of a month belongs to the month in which it ended, by the clock of the site', async () => {
  const stage = await openStage()
  await aDepot(stage)
  // 1 February, 00:30 in Berlin, is still January in UTC.
  await charged(stage, { at: Date.UTC(2026, 0, 31, 21, 30), hours: 2 })
  await charged(stage, { at: Date.UTC(2026, 0, 31, 20), hours: 2 })
  expect(await rows(stage, '2026-01')).toMatchObject([{ sessions: 1 }])
  expect(await rows(stage, '2026-02')).toMatchObject([{ sessions: 1 }])
})

it('people who change their company take nothing of before with them', async () => {
  const stage = await openStage({}, { from: february })
  const { ada: driver, works } = await aDepot(stage)
  const other = await stage.client.organisation.saveCompany({ company: null, name: 'Yard', note: '' })
  stage.clock.advance(5 * MINUTE)
  await charged(stage, { at: stage.clock.now() - 3 * MINUTE, hours: 1 / 30, kwh: 1 })
  await stage.client.people.save({ person: driver.person, name: 'Ada', note: '', company: other.company, costCentre: 'Y1' })
  stage.clock.advance(5 * MINUTE)
  await charged(stage, { at: stage.clock.now() - 3 * MINUTE, hours: 1 / 30, kwh: 2 })
  expect(await rows(stage, '2026-02', 'company')).toMatchObject([{ id: works.company, energyWh: 1_000 }, { id: other.company, energyWh: 2_000 }])
})

it('sessions of nobody, without a price or in doubt are listed with the reason, and are in no sum until they are assigned', async () => {
  const stage = await openStage()
  const { bob: driver } = await aDepot(stage)
  const lost = await charged(stage, { idTag: 'FFFF0001' })
  // 900 kWh in an hour are more than a connector has.
  const doubted = await charged(stage, { at: february + 24 * HOUR, kwh: 900 })
  expect(await stage.client.bills.month({ month: '2026-02' })).toMatchObject({ rows: [], notAssigned: { sessions: 2, person: 1, tariff: 0, review: 1 } })
  expect(await stage.client.bills.notAssigned({ month: '2026-02' })).toMatchObject([
    { session: lost, gaps: ['person'], idToken: 'FFFF0001', person: null },
    { session: doubted, gaps: ['review'], person: 'Ada' },
  ])
  await stage.client.sessions.setPerson({ session: lost, person: driver.person, note: 'asked' })
  const { endedAt, energyWh } = await stage.session(doubted)
  await stage.client.desk.apply({ session: doubted, repair: { kind: 'keep' }, expected: { endedAt, energyWh }, note: '' })
  await eventually(() => rows(stage)).toMatchObject([{ name: 'Ada', energyWh }, { name: 'Bob', energyWh: 10_000 }])
  expect(await stage.client.bills.notAssigned({ month: '2026-02' })).toEqual([])
})

it('a session that began without a tariff is billed once its price is recorded', async () => {
  const stage = await openStage()
  const { pricing } = stage.client
  await aDriver(stage, 'Ada', ada)
  await stage.client.stations.register({ station: 'RAW-1', name: 'Gate', site: null })
  const station = await rawStation(stage)
  await station.boot()
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: ada, meterStart: 0, timestamp: new Date(february).toISOString() })
  await station.call('StopTransaction', { transactionId, meterStop: 5000, timestamp: new Date(february + HOUR).toISOString() })
  expect(await stage.client.bills.notAssigned({ month: '2026-02' })).toMatchObject([{ gaps: ['tariff'], person: 'Ada' }])
  await pricing.saveTariff({ version: null, tariff: aTariff() })
  await pricing.saveAssignment({ assignment: null, ...everybody, tariffId: 'T1', validFrom: null, validUntil: null })
  await pricing.priceAgain({ session: 1 })
  expect(await rows(stage)).toMatchObject([{ name: 'Ada', gross: eur(2.5) }])
})

it('a closed month does not change: a correction is a credit and a new entry in the open one, and says so', async () => {
  const stage = await openStage()
  const { ada: driver } = await aDepot(stage)
  const session = await charged(stage, { kwh: 10 })
  await charged(stage, { at: february + 24 * HOUR, kwh: 6 })
  const before = await stage.client.bills.statement({ month: '2026-02', party: 'person', id: driver.person })
  expect(await close(stage)).toMatchObject({ month: '2026-02', company: null, closedBy: 'browser', note: 'sent', entries: 2, reopenedAt: null })
  expect(await stage.client.bills.ofSession({ session })).toEqual({ closed: ['2026-02'], next: '2026-03' })
  await stage.client.desk.apply({ session, repair: { kind: 'bill-zero' }, expected: { endedAt: february + HOUR, energyWh: 10_000 }, note: 'meter' })
  await eventually(() => rows(stage, '2026-03')).toMatchObject([{ name: 'Ada', sessions: 1, energyWh: -10_000, net: -eur(5), tax: -eur(0.95), gross: -eur(5.95), corrections: 2 }])
  const [correction] = await stage.client.bills.statement({ month: '2026-03', party: 'person', id: driver.person })
  expect(correction?.entries).toMatchObject([
    { kind: 'credit', session, month: '2026-03', of: '2026-02', corrects: '2026-02', energyWh: -10_000, gross: -eur(5.95) },
    { kind: 'charge', session, month: '2026-03', of: '2026-02', corrects: '2026-02', energyWh: 0, gross: 0, isRepaired: true },
  ])
  await stage.restart()
  const [after] = await stage.client.bills.statement({ month: '2026-02', party: 'person', id: driver.person })
  expect({ ...after, closedAt: null }).toEqual(before[0])
  expect(after?.closedAt).toBe(stage.clock.now())
})

it('names, tax rounding and issuer of a closed month stay as they were', async () => {
  const stage = await openStage()
  const { ada: driver } = await aDepot(stage)
  for (const day of [0, 1, 2, 3, 4, 5, 6]) await charged(stage, { at: february + day * 24 * HOUR, kwh: 1.3 })
  await close(stage)
  await stage.client.settings.set({ taxRounding: 'line' })
  await stage.client.people.save({ person: driver.person, name: 'Ada B.', note: '' })
  // Seven times 0.65: 0.86 on the sum, 0.84 by line.
  expect(await rows(stage)).toMatchObject([{ name: 'Ada', net: eur(4.55), tax: eur(0.86) }])
})

it('a session that is delivered late, or assigned late, stands in the open month', async () => {
  const stage = await openStage()
  const { bob: driver } = await aDepot(stage)
  const lost = await charged(stage, { idTag: 'FFFF0001', kwh: 4 })
  await close(stage)
  await charged(stage, { at: february + 48 * HOUR, kwh: 8 })
  await stage.client.sessions.setPerson({ session: lost, person: driver.person, note: '' })
  expect(await rows(stage)).toEqual([])
  await eventually(() => rows(stage, '2026-03')).toMatchObject([{ name: 'Ada', energyWh: 8_000, corrections: 1 }, { name: 'Bob', energyWh: 4_000, corrections: 1 }])
})

it('a month is closed when it is over everywhere, once, and opened again from the last one on', async () => {
  const stage = await openStage({}, { from: Date.UTC(2026, 3, 3) })
  await aDepot(stage)
  await charged(stage)
  await expect(close(stage, '2026-04')).rejects.toMatchObject({ code: 'MONTH_RUNS', data: { month: '2026-04' } })
  const { closing } = await close(stage)
  await expect(close(stage)).rejects.toMatchObject({ code: 'MONTH_CLOSED' })
  await close(stage, '2026-03')
  const reopen = (id: number) => stage.client.bills.reopen({ closing: id, note: 'wrong tariff' })
  await expect(reopen(closing)).rejects.toMatchObject({ code: 'LATER_MONTH_CLOSED', data: { later: '2026-03' } })
  await reopen(closing + 1)
  await reopen(closing)
  await expect(reopen(closing)).rejects.toMatchObject({ code: 'CLOSING_NOT_FOUND' })
  expect(await stage.client.bills.closings()).toMatchObject([
    { month: '2026-03', entries: 0 },
    { month: '2026-02', entries: 1, reopenedAt: stage.clock.now(), reopenedBy: 'browser', reopenedNote: 'wrong tariff' },
  ])
  expect(await rows(stage)).toMatchObject([{ name: 'Ada', sessions: 1, corrections: 0 }])
})

it('a session that moved to another company is credited to the first, whichever closes its month first', async () => {
  const stage = await openStage()
  const { ada: first, works } = await aDepot(stage)
  const yard = await stage.client.organisation.saveCompany({ company: null, name: 'Yard', note: '' })
  const eve = await aDriver(stage, 'Eve', '04A2B9C1D27482', { company: yard.company })
  const session = await charged(stage)
  await close(stage, '2026-02', works.company)
  await stage.client.sessions.setPerson({ session, person: eve.person, note: 'her car' })
  await eventually(() => rows(stage, '2026-02', 'company')).toMatchObject([{ name: 'Works', sessions: 1 }, { name: 'Yard', sessions: 1 }])
  await close(stage, '2026-02', yard.company)
  expect(await rows(stage, '2026-03', 'company')).toMatchObject([{ id: works.company, name: 'Works', energyWh: -10_000, gross: -eur(5.95), corrections: 1 }])
  expect(await stage.client.bills.statement({ month: '2026-03', party: 'person', id: first.person })).toMatchObject([{ name: 'Ada', gross: -eur(5.95) }])
  expect(await stage.client.bills.statement({ month: '2026-03', party: 'person', id: eve.person })).toEqual([])
})

it('the car of a session can be said as long as no closed month holds it, whatever company its driver has today', async () => {
  const stage = await openStage()
  const { ada: driver, works } = await aDepot(stage)
  const { client } = stage
  const yard = await client.organisation.saveCompany({ company: null, name: 'Yard', note: '' })
  const vehicles = ['B-AB 1', 'B-CD 2'].map((plate) => ({ name: 'Van', plate, batteryWh: null }))
  const first = await charged(stage)
  await close(stage, '2026-02', works.company)
  const late = await charged(stage, { at: february + 24 * HOUR, kwh: 4 })
  stage.clock.advance(5 * MINUTE)
  await client.people.save({ person: driver.person, name: 'Ada', note: '', company: yard.company, costCentre: '', vehicles })
  const claim = { month: '2026-02', person: driver.person, basePrice: eur(12), currency: 'EUR', householdWh: 240_000, odometerKm: null, isMeterCertified: null }
  await expect(client.bills.setVehicle({ session: first, plate: 'B-CD 2' })).rejects.toMatchObject({ code: 'MONTH_CLOSED', data: { month: '2026-02' } })
  await expect(client.bills.saveClaim(claim)).rejects.toMatchObject({ code: 'MONTH_CLOSED' })

  await client.bills.setVehicle({ session: late, plate: 'B-CD 2' })
  await client.bills.saveClaim({ ...claim, month: '2026-03' })
  expect(await client.bills.reimbursement({ month: '2026-03', person: driver.person })).toMatchObject({
    company: { name: 'Works' }, closedAt: null, notAssigned: [], sums: [{ vehicle: { plate: 'B-CD 2' }, energyWh: 4_000, baseShare: eur(0.2) }],
  })
  // Its correction stands in the open month as well.
  await client.desk.apply({ session: first, repair: { kind: 'bill-zero' }, expected: { endedAt: february + HOUR, energyWh: 10_000 }, note: '' })
  await eventually(async () => (await client.bills.reimbursement({ month: '2026-03', person: driver.person })).notAssigned).toMatchObject([{ session: first, gaps: ['vehicle'] }])
  await client.bills.setVehicle({ session: first, plate: 'B-AB 1' })
  expect((await client.bills.reimbursement({ month: '2026-03', person: driver.person })).notAssigned).toEqual([])
})

it('one company closes its month without the others', async () => {
  const stage = await openStage()
  const { works } = await aDepot(stage)
  const first = await charged(stage)
  await charged(stage, { idTag: bob, hours: 3 })
  await close(stage, '2026-02', works.company)
  await charged(stage, { at: february + 24 * HOUR, kwh: 3 })
  await charged(stage, { at: february + 26 * HOUR, kwh: 3, idTag: bob })
  expect(await rows(stage)).toMatchObject([{ name: 'Ada', sessions: 1 }, { name: 'Bob', sessions: 2 }])
  await close(stage)
  expect(await stage.client.bills.closings()).toMatchObject([{ company: null, entries: 2 }, { company: { name: 'Works' }, entries: 1 }])
  const { person } = await stage.session(first)
  expect(person).toBe('Ada')
  expect(await rows(stage, '2026-03')).toMatchObject([{ name: 'Ada', energyWh: 3_000 }])
})

it('a person sees what the month costs so far', async () => {
  const stage = await openStage()
  const { ada: driver } = await aDepot(stage)
  await charged(stage, { at: stage.clock.now() - 2 * HOUR, kwh: 4 })
  await charged(stage)
  expect(await stage.client.bills.balance({ person: driver.person })).toEqual({
    month: '2026-03', sums: [{ currency: 'EUR', sessions: 1, energyWh: 4_000, net: eur(2), tax: eur(0.38), gross: eur(2.38) }],
  })
  await expect(stage.client.bills.balance({ person: 99 })).rejects.toMatchObject({ code: 'PERSON_NOT_FOUND' })
})
