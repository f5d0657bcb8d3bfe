import { expect, it } from 'vitest'
import type { BillEntry } from '#contract/bills'
import { type BillSession, entryOf, gapsOf, vehicleOf } from './bill-session'
import { entriesDue } from './due'
import { endOfMonth, monthAt, nextMonth, widestSpan } from './month'
import { baseShareOf, reimbursementSums } from './reimbursement'
import { createStatementRows, statementsOf, sumsOf } from './statement'

const eur = (amount: number) => Math.round(amount * 100_000)
const november = Date.UTC(2026, 10, 20, 12)

function aSession({ net = 10, tax = 1.9, rate = 190_000 as number | null, currency = 'EUR', ...overrides }: Partial<BillSession> & { net?: number; tax?: number; rate?: number | null; currency?: string } = {}): BillSession {
  const sums = { net: eur(net), tax: eur(tax), gross: eur(net) + eur(tax) }
  return {
    session: 1, station: 'CP1', stationName: 'Gate', place: { evse: 1, connector: 1 }, siteName: 'Harbour', timeZone: 'Europe/Berlin',
    serial: 'S1', meterSerial: 'M1', startedAt: november - 3_600_000, endedAt: november, idToken: '04A2',
    person: { id: 1, name: 'Ada' }, company: { id: 3, name: 'Works' }, costCentre: 'K7', vehicles: [{ name: 'Van', plate: 'B-AB 1' }], plate: null,
    energyMwh: 20_000_000, meterStartWh: 1000, meterStopWh: 21_000, isRepaired: false, isDoubted: false, isMerged: false,
    price: {
      record: 1, tariff: 'Day', basis: 'net', pricePerKwh: eur(0.5), energyTaxPpm: rate,
      price: { currency, invoice: { ...sums, taxes: [] }, invoiceLines: [{ taxRatePpm: rate, amount: sums.net, tax: null }] },
    },
    ...overrides,
  }
}
const statementRows = (entries: readonly BillEntry[], party: 'person' | 'company', rounding: 'sum' | 'line') => {
  const rows = createStatementRows(party, () => rounding)
  entries.forEach(rows.add)
  return rows.rows()
}
const open = { closedAtOf: () => null, roundingOf: () => 'sum' as const }
const charge = (of?: Parameters<typeof aSession>[0]): BillEntry => {
  const entry = entryOf(aSession(of))
  if (!entry) throw new Error('is on no statement')
  return entry
}

it.each([
  ['Europe/Berlin', '2026-10-31T22:59:59Z', '2026-10'],
  ['Europe/Berlin', '2026-10-31T23:00:00Z', '2026-11'],
  ['Europe/Berlin', '2026-06-30T22:00:00Z', '2026-07'],
  ['America/Los_Angeles', '2026-11-01T06:59:59Z', '2026-10'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01'],
  ['UTC', '2026-12-31T23:59:59Z', '2026-12'],
])('in %s %s is in %s', (zone, at, month) => {
  const instant = Date.parse(at)
  expect(monthAt(zone, instant)).toBe(month)
  const { from, to } = widestSpan(month)
  expect(instant >= from && instant < to).toBe(true)
  expect(endOfMonth(zone, month)).toBeGreaterThan(instant)
  expect(monthAt(zone, endOfMonth(zone, month))).toBe(nextMonth(month))
})

it('tax is that of the sum, or of each line where it is set so (KPI definitions 9.4)', () => {
  const seven = Array.from({ length: 7 }, (_, at) => charge({ session: at + 1, net: 0.65, tax: 0.12 }))
  const tax = (rounding: 'sum' | 'line') => statementRows(seven, 'person', rounding).map((row) => [row.net, row.tax, row.gross])
  expect(tax('sum')).toEqual([[eur(4.55), eur(0.86), eur(5.41)]])
  expect(tax('line')).toEqual([[eur(4.55), eur(0.84), eur(5.39)]])
})

it('amounts of two currencies stay apart, and rates are summed each by itself', () => {
  const entries = [charge({ session: 1, net: 10 }), charge({ session: 2, net: 5, rate: 70_000 }), charge({ session: 3, net: 8, currency: 'CHF' })]
  const statements = statementsOf(entries, { party: 'person', month: '2026-11', ...open })
  expect(statements.map(({ number, currency, net, tax }) => [number, currency, net, tax])).toEqual([
    ['2026-11-P0001-CHF', 'CHF', eur(8), eur(1.52)],
    ['2026-11-P0001-EUR', 'EUR', eur(15), eur(2.25)],
  ])
  expect(statements[1]?.taxes).toEqual([
    { taxRatePpm: 190_000, net: eur(10), tax: eur(1.9), gross: eur(11.9) },
    { taxRatePpm: 70_000, net: eur(5), tax: eur(0.35), gross: eur(5.35) },
  ])
})

it('a company pays for its people, by cost centre, and for nobody else', () => {
  const entries = [
    charge({ session: 1 }),
    charge({ session: 2, person: { id: 2, name: 'Bob' }, costCentre: 'K8' }),
    charge({ session: 3, person: { id: 5, name: 'Guest' }, company: null }),
  ]
  expect(statementRows(entries, 'person', 'sum').map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Guest'])
  const [works, ...others] = statementsOf(entries, { party: 'company', month: '2026-11', ...open })
  expect(others).toEqual([])
  expect(works).toMatchObject({ number: '2026-11-C0003', sessions: 2, energyWh: 40_000, costCentres: ['K7', 'K8'] })
  expect(works?.people).toMatchObject([{ name: 'Ada', costCentre: 'K7', sessions: 1 }, { name: 'Bob', costCentre: 'K8' }])
})

it.each([
  ['nobody', { person: null }, ['person']],
  ['a name without a number', { person: { id: null, name: 'Old' } }, ['person']],
  ['no price', { price: null }, ['tariff']],
  ['neither', { person: null, price: null }, ['person', 'tariff']],
  ['a doubt', { isDoubted: true }, ['review']],
])('a session with %s is on no statement, and says why', (_, wrong, gaps) => {
  expect(gapsOf(aSession(wrong))).toEqual(gaps)
  expect(entryOf(aSession(wrong))).toBeNull()
})

it.each([
  ['the only car', { vehicles: [{ name: 'Van', plate: 'A' }] }, 'A'],
  ['none of two', { vehicles: [{ name: 'Van', plate: 'A' }, { name: 'Bus', plate: 'B' }] }, undefined],
  ['the one that was said', { vehicles: [{ name: 'Van', plate: 'A' }, { name: 'Bus', plate: 'B' }], plate: 'B' }, 'B'],
  ['none where the one that was said is gone', { vehicles: [{ name: 'Van', plate: 'A' }], plate: 'B' }, undefined],
  ['none at all', { vehicles: [] }, undefined],
])('came with %s', (_, of, plate) => expect(vehicleOf(aSession(of))?.plate).toBe(plate))

const closed = (...months: string[]) => (month: string) => months.includes(month)
const billed = (...entries: BillEntry[]) => entries

it('what a closed month holds as it is owes nothing more', () => {
  expect(entriesDue(aSession(), billed(charge()), closed('2026-11'))).toEqual([])
  // Names may change; they correct nothing.
  expect(entriesDue(aSession({ stationName: 'New', person: { id: 1, name: 'Ada B.' } }), billed(charge()), closed('2026-11'))).toEqual([])
})

it('a change to a session of a closed month is a credit and a new entry in the next open one', () => {
  const changed = aSession({ energyMwh: 5_000_000, net: 2.5, tax: 0.48 })
  const due = entriesDue(changed, billed(charge()), closed('2026-11', '2026-12'))
  expect(due).toMatchObject([
    { kind: 'credit', month: '2027-01', of: '2026-11', corrects: '2026-11', energyWh: -20_000, net: -eur(10), gross: -eur(11.9) },
    { kind: 'charge', month: '2027-01', of: '2026-11', corrects: '2026-11', energyWh: 5_000, net: eur(2.5) },
  ])
  expect(sumsOf(due, () => 'sum')).toEqual([{ currency: 'EUR', sessions: 1, energyWh: -15_000, net: -eur(7.5), tax: -eur(1.43), gross: -eur(8.93) }])
  // Once that is closed as well, it is settled; and taken back it is gone.
  expect(entriesDue(changed, billed(charge(), ...due), closed('2026-11', '2026-12', '2027-01'))).toEqual([])
  expect(entriesDue({ ...changed, price: null }, billed(charge(), ...due), closed('2026-11', '2027-01'))).toMatchObject([
    { kind: 'credit', corrects: '2027-01', month: '2027-02', energyWh: -5_000 },
  ])
})

it('a session that becomes somebody else’s is credited to the first and billed to the other, each where their month is open', () => {
  const isClosed = (month: string, company: number | null) => month === '2026-11' && company === 3
  const due = entriesDue(aSession({ person: { id: 9, name: 'Eve' }, company: { id: 4, name: 'Other' } }), billed(charge()), isClosed)
  expect(due).toMatchObject([
    { kind: 'credit', month: '2026-12', person: { id: 1 }, company: { id: 3 } },
    { kind: 'charge', month: '2026-11', person: { id: 9 }, company: { id: 4 }, corrects: '2026-11' },
  ])
})

it.each(['credit', 'charge'] as const)('of a session that changed its company nothing is lost where the %s is closed first', (kind) => {
  const moved = aSession({ person: { id: 9, name: 'Eve' }, company: { id: 4, name: 'Other' } })
  const isClosed = (month: string, company: number | null) => month === '2026-11' && company === 3
  const owed = entriesDue(moved, billed(charge()), isClosed)
  const frozen = owed.filter((entry) => entry.kind === kind)
  const open = owed.filter((entry) => entry.kind !== kind)
  expect(entriesDue(moved, billed(charge(), ...frozen), isClosed)).toEqual(open)
  expect(entriesDue(moved, billed(charge(), ...frozen, ...open), isClosed)).toEqual([])
  // It goes back before the other is closed.
  expect(entriesDue(aSession(), billed(charge(), ...frozen), isClosed)).toMatchObject([
    kind === 'charge' ? { kind: 'credit', company: { id: 4 } } : { kind: 'charge', company: { id: 3 }, corrects: '2026-11' },
  ])
})

it('a session that comes late stands in the open month and says which was its own', () => {
  expect(entriesDue(aSession(), [], closed('2026-11'))).toMatchObject([{ kind: 'charge', month: '2026-12', of: '2026-11', corrects: null }])
  expect(entriesDue(aSession({ isMerged: true }), [], closed())).toEqual([])
})

// KPI definitions 9.5: base price x reimbursed kWh / total kWh of the household.
it.each([
  [12, 250, 100, 4.8],
  [12, 250, 0, 0],
  [12, 250, 250, 12],
  [12, 250, 300, 12],
  [10, 3, 1, 3.33333],
])('a base price of %d for %d kWh gives %d reimbursed kWh a share of %d', (basePrice, household, reimbursed, share) => {
  expect(baseShareOf({ basePrice: eur(basePrice), householdWh: household * 1000 }, reimbursed * 1000)).toBe(eur(share))
})

it('the share of the base price is not there where it is not claimed', () => {
  expect(baseShareOf({ basePrice: null, householdWh: 250_000 }, 100_000)).toBeNull()
  expect(baseShareOf({ basePrice: eur(12), householdWh: null }, 100_000)).toBeNull()
})

it('the shares of several cars are together no more than the base price', () => {
  const claim = { person: 1, month: '2026-11', basePrice: eur(10), currency: 'EUR', householdWh: 30_000, odometerKm: null, isMeterCertified: null }
  const inCar = (plate: string, session: number, energyMwh = 20_000_000) => charge({ session, energyMwh, vehicles: [{ name: 'Van', plate }] })
  const shares = (...entries: BillEntry[]) => reimbursementSums(entries, claim).map(({ baseShare }) => baseShare)
  expect(shares(inCar('A', 1), inCar('B', 2))).toEqual([eur(5), eur(5)])
  expect(shares(inCar('A', 1), inCar('B', 2), inCar('C', 3))).toEqual([333_334, 333_333, 333_333])
  expect(shares(inCar('A', 1, 3_000_000), inCar('B', 2, 6_000_000))).toEqual([eur(1), eur(2)])
  expect(shares(inCar('A', 1), { ...inCar('B', 2), currency: 'CHF' })).toEqual([666_667, null])
})

it('reimbursement is summed by car, without what is assigned to none', () => {
  const claim = { person: 1, month: '2026-11', basePrice: eur(12), currency: 'EUR', householdWh: 250_000, odometerKm: null, isMeterCertified: null }
  const entries = [charge({ session: 1 }), charge({ session: 2 }), charge({ session: 3, vehicles: [] })]
  expect(reimbursementSums(entries, claim)).toEqual([
    { vehicle: { name: 'Van', plate: 'B-AB 1' }, currency: 'EUR', sessions: 2, energyWh: 40_000, amount: eur(23.8), baseShare: eur(1.92), total: eur(25.72) },
  ])
})
