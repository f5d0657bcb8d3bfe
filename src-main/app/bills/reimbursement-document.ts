import type { BillEntry, Reimbursement } from '#contract/bills'
import type { BillDocument, BillTable } from '../bill-ports'
import { billFormat, type BillFormat } from './bill-format'
import { type BillWords, billWords } from './bill-words'
import { type BillFrame, frameOf, linesOf, registersOf, remarksOf, whenOf, whereOf } from './statement-document'

/** The report of 9.5 as it is printed, for who reimburses. */
export function reimbursementDocument(report: Reimbursement, frame: BillFrame): BillDocument {
  const words = billWords[frame.language]
  const format = billFormat(frame.language)
  const { driver, company, costCentre, month, closedAt, corrected, hash } = report
  const by = corrected.by.map((host) => (host === 'desktop' || host === 'headless' ? words.host[host] : host)).join(', ')
  return {
    ...frameOf(frame),
    title: words.reimbursement(format.month(month)),
    addressee: [...(company ? [company.name, ...linesOf(frame.address)] : []), `${words.driver}: ${driver.name}`],
    facts: [
      [words.month, format.month(month)],
      [words.date, format.day(closedAt ?? frame.now, frame.timeZone)],
      ...(costCentre === '' ? [] : [[words.costCentre, costCentre] satisfies [string, string]]),
    ],
    stamp: closedAt === null ? words.draft : null,
    tables: [
      sumTable(report, words, format),
      sessionTable(report, words, format),
      stationTable(report.entries, words),
      claimTable(report, words, format),
      ...(report.notAssigned.length === 0 ? [] : [leftTable(report, words, format)]),
    ],
    notes: [
      words.byHand(corrected.sessions, by),
      words.zone([...new Set(report.entries.map(({ timeZone }) => timeZone))].join(', ')),
      ...(report.entries.some(({ signature }) => signature !== null) ? [words.signedNote] : []),
      words.hash(hash),
    ],
    footer: [frame.issuer.name, driver.name, words.made(format.instant(frame.now, frame.timeZone))].filter(Boolean).join(' · '),
  }
}

function sumTable({ sums }: Reimbursement, words: BillWords, format: BillFormat): BillTable {
  const currencies = new Set(sums.map(({ currency }) => currency))
  const all = (of: 'sessions' | 'energyWh' | 'total') => sums.reduce((sum, one) => sum + one[of], 0)
  return {
    heading: words.sums,
    columns: [words.vehicle, words.sessions, words.energy, words.amount, words.baseShare, words.totalOf].map((head, index) => ({
      head, isNumber: index > 0, width: index === 0 ? 'share' : 'auto',
    })),
    rows: sums.map(({ vehicle, currency, sessions, energyWh, amount, baseShare, total }) => [
      [vehicle.plate, vehicle.name].filter(Boolean).join(' · '), format.count(sessions), format.kwh(energyWh), format.money(amount, currency),
      baseShare === null ? '' : format.money(baseShare, currency), format.money(total, currency),
    ]),
    total: sums.length > 1 && currencies.size === 1 ? [words.total, format.count(all('sessions')), format.kwh(all('energyWh')), '', '', format.money(all('total'), sums[0]?.currency ?? '')] : null,
  }
}

function sessionTable({ entries }: Reimbursement, words: BillWords, format: BillFormat): BillTable {
  const heads = [words.when, words.where, words.vehicle, words.register, words.energy, words.perKwhGross, words.gross]
  return {
    heading: words.sessionsOf,
    columns: heads.map((head, index) => ({ head, isNumber: index > 2, width: index === 1 ? 'share' : index === 3 ? 66 : 'auto' })),
    rows: entries.map((entry) => [
      whenOf(entry, format), [...whereOf(entry), ...remarksOf(entry, words, format), ...(entry.signature === null ? [] : [words.signed[entry.signature]])].join('\n'), entry.vehicle?.plate || (entry.vehicle?.name ?? ''),
      registersOf(entry, format), format.kwh(entry.energyWh), format.price(entry.pricePerKwhGross, entry.currency), format.money(entry.gross, entry.currency),
    ]),
    total: null,
  }
}

function stationTable(entries: readonly BillEntry[], words: BillWords): BillTable {
  const stations = new Map(entries.map((entry) => [entry.station, entry]))
  return {
    heading: words.stations,
    columns: [words.where, words.serial, words.meterSerial].map((head) => ({ head, isNumber: false, width: 'share' })),
    rows: [...stations.values()].map(({ station, stationName, serial, meterSerial }) => [
      stationName === station ? station : `${stationName} (${station})`, serial ?? words.unknown, meterSerial ?? words.unknown,
    ]),
    total: null,
  }
}

function claimTable({ claim }: Reimbursement, words: BillWords, format: BillFormat): BillTable {
  const { basePrice, currency, householdWh, odometerKm, isMeterCertified } = claim
  const said = (value: number | null, shown: (value: number) => string) => (value === null ? words.notSaid : shown(value))
  return {
    heading: words.claims,
    columns: [words.basePrice, words.household, words.odometer, words.certified].map((head, index) => ({ head, isNumber: index < 3, width: 'share' })),
    rows: [[
      said(basePrice, (amount) => format.money(amount, currency)), said(householdWh, format.kwh), said(odometerKm, format.count),
      isMeterCertified === null ? words.notSaid : isMeterCertified ? words.yes : words.no,
    ]],
    total: null,
  }
}

function leftTable({ notAssigned }: Reimbursement, words: BillWords, format: BillFormat): BillTable {
  return {
    heading: words.notAssigned,
    columns: [words.start, words.where, words.energy, words.reason].map((head, index) => ({ head, isNumber: index === 2, width: index === 1 ? 'share' : 'auto' })),
    rows: notAssigned.map(({ startedAt, timeZone, stationName, energyWh, gaps }) => [
      format.instant(startedAt, timeZone), stationName, format.kwh(energyWh), gaps.map((gap) => words.gap[gap]).join(', '),
    ]),
    total: null,
  }
}
