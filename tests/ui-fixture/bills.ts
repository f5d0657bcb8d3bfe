import type { BillClosing, BillEntry, BillMonth, NotAssigned, Reimbursement, Statement } from '#contract/bills'

/** A month of many payers with long names, credits, two currencies, and what is missing. */

const at = Date.UTC(2026, 9, 12, 9)
const names = ['Ada', 'Dr. Maximiliane Freifrau von und zu Hohenstaufen-Donaudampfschifffahrtsgesellschaftskapitän', 'Łukasz Żółć', '王小明']
const nameOf = (index: number) => `${names[index % names.length]}${index < names.length ? '' : ` ${index}`}`
const eur = (amount: number) => Math.round(amount * 100_000)

function entry(index: number): BillEntry {
  const isCredit = index % 7 === 3
  const sign = isCredit ? -1 : 1
  const net = sign * eur(12.34 * (index + 1))
  const tax = Math.round(net * 0.19)
  return {
    session: 1_000_000 + index, kind: isCredit ? 'credit' : 'charge', month: '2026-10', of: index % 7 > 2 ? '2026-09' : '2026-10', corrects: isCredit ? '2026-09' : null,
    startedAt: at + index * 3_600_000, endedAt: at + index * 3_600_000 + 5_400_000, timeZone: 'Europe/Berlin', station: 'CP-0001',
    stationName: index % 2 ? 'Gate' : 'Ladepunkt Parkhaus Donaudampfschifffahrtsgesellschaft, Ebene 2, links', place: { evse: 1, connector: 1 },
    siteName: index % 3 ? 'Harbour' : null, serial: null, meterSerial: index % 2 ? 'M-1' : null, person: { id: 1, name: nameOf(1) },
    company: { id: 1, name: 'Hafenbetriebe Nord GmbH & Co. KG' }, costCentre: 'K-4711', vehicle: { name: 'Van', plate: 'B-AB 1234E' }, energyWh: sign * 23_456,
    meterStartWh: index % 5 ? 1_234_567_890 : null, meterStopWh: index % 5 ? 1_234_591_346 : null, isRepaired: index % 4 === 0, tariff: 'Depot, day and night, with an idle fee',
    record: index, currency: 'EUR', net, tax, gross: net + tax, pricePerKwh: index % 3 ? eur(0.4299) : null, pricePerKwhGross: index % 3 ? eur(0.5116) : null, basis: 'net', invoiceLines: [],
  }
}
const entries = Array.from({ length: 260 }, (_, index) => entry(index))
const sums = (index: number) => ({ currency: index % 9 === 4 ? 'CHF' : 'EUR', sessions: 30 * index, energyWh: 1_234_567 * index, net: eur(987_654.32 * index), tax: eur(187_654.32 * index), gross: eur(1_175_308.64 * index) })

export const month = (party: BillMonth['party'], of: string): BillMonth => ({
  month: of, party, notAssigned: { sessions: 15, person: 12, tariff: 3, review: 1 }, withoutCompany: 17, isOver: true,
  rows: Array.from({ length: 30 }, (_, index) => ({ party, id: index + 1, name: nameOf(index), corrections: index % 6 === 5 ? 2 : 0, ...sums(index) })),
})
export const statement = (party: BillMonth['party'], of: string): Statement => ({
  ...sums(3), party, id: 1, name: nameOf(1), corrections: 4, month: of, number: `${of}-P0001`, closedAt: null, costCentres: ['K-4711', 'K-4712'],
  taxes: [190_000, 70_000, null].map((taxRatePpm) => ({ taxRatePpm, net: eur(1000), tax: eur(190), gross: eur(1190) })),
  people: party === 'person' ? [] : [0, 1, 2].map((index) => ({ id: index, name: nameOf(index), costCentre: 'K-4711', ...sums(index) })),
  entries,
})
export const notAssigned: NotAssigned[] = (['person', 'tariff', 'review', 'vehicle'] as const).map((gap, index) => ({
  session: 2_000_000 + index, gaps: index === 1 ? ['tariff', 'review'] : [gap], startedAt: at, endedAt: at + 60_000, timeZone: 'Europe/Berlin', station: 'CP-0001',
  stationName: nameOf(1), siteName: null, idToken: '04A2B9C1D27480FFEE0123456789ABCDEF', person: null, personId: null, energyWh: 12_345, vehicles: [{ name: nameOf(1), plate: 'B-AB 1' }],
}))
export const closings: BillClosing[] = [
  { closing: 2, month: '2026-09', company: null, closedAt: at, closedBy: 'browser', note: '', entries: 123_456, reopenedAt: null, reopenedBy: null, reopenedNote: null },
  { closing: 1, month: '2026-08', company: { id: 1, name: nameOf(1) }, closedAt: at, closedBy: 'token:Nightly report', note: nameOf(1), entries: 3, reopenedAt: at + 1000, reopenedBy: 'desktop', reopenedNote: nameOf(1) },
]
export const reimbursement = (of: string): Reimbursement => ({
  month: of, driver: { id: 1, name: nameOf(1) }, costCentre: 'K-4711', company: null, closedAt: null,
  claim: { person: 1, month: of, basePrice: null, currency: 'EUR', householdWh: null, odometerKm: null, isMeterCertified: null },
  entries: entries.slice(0, 30).map((one, index) => ({ ...one, signature: index % 3 ? 'checked' : null })),
  sums: [{ vehicle: { name: nameOf(1), plate: 'B-AB 1234E' }, currency: 'EUR', sessions: 30, energyWh: 703_680, amount: eur(351.2), baseShare: null, total: eur(351.2) }],
  corrected: { sessions: 8, by: ['headless'] }, notAssigned, hash: 'BkfSupnpeksGHfPRFf8_LdPCUijyUFN6rTC3iK2rNco',
})
