import type { BillEntry, Issuer, Statement } from '#contract/bills'
import type { BillDocument, BillTable } from '../bill-ports'
import { billFormat, type BillFormat } from './bill-format'
import { type BillLanguage, type BillWords, billWords } from './bill-words'
import type { TaxRounding } from '../../domain/tariff/tax'

/** What surrounds the figures of a bill. */
export interface BillFrame {
  language: BillLanguage
  issuer: Issuer
  /** Of who gets the bill, in lines; empty: not known. */
  address: string
  rounding: TaxRounding
  now: number
  /** Of the issuer: days on the bill are its. */
  timeZone: string
}

/** A statement as it is printed. */
export function statementDocument(statement: Statement, frame: BillFrame): BillDocument {
  const words = billWords[frame.language]
  const format = billFormat(frame.language)
  const { currency, entries } = statement
  const title = words.statement(format.month(statement.month))
  return {
    ...frameOf(frame),
    title,
    addressee: [statement.name, ...linesOf(frame.address)],
    facts: [
      [words.number, statement.number],
      [words.month, format.month(statement.month)],
      [words.date, format.day(statement.closedAt ?? frame.now, frame.timeZone)],
      ...(statement.costCentres.length === 0 ? [] : [[words.costCentre, statement.costCentres.join(', ')] satisfies [string, string]]),
    ],
    stamp: statement.closedAt === null ? words.draft : null,
    tables: [
      ...(statement.people.length > 0 ? [peopleTable(statement, words, format)] : []),
      sessionTable(statement, words, format),
      {
        heading: words.taxes,
        columns: [words.rate, words.net, words.tax, words.gross].map((head, index) => ({ head, isNumber: index > 0, width: 'share' })),
        rows: statement.taxes.map(({ taxRatePpm, net, tax, gross }) => [
          taxRatePpm === null ? words.noTax : format.rate(taxRatePpm), ...[net, tax, gross].map((amount) => format.money(amount, currency)),
        ]),
        total: [words.total, ...[statement.net, statement.tax, statement.gross].map((amount) => format.money(amount, currency))],
      },
    ],
    notes: [
      ...(frame.issuer.payment === '' ? [] : [frame.issuer.payment]),
      [...basesOf(entries).map((basis) => words.basis[basis]), words.rounding[frame.rounding]].join(' '),
      words.zone([...new Set(entries.map(({ timeZone }) => timeZone))].join(', ')),
    ],
    footer: [frame.issuer.name, statement.number, words.made(format.instant(frame.now, frame.timeZone))].filter(Boolean).join(' · '),
  }
}

/** Where tax applies at all. */
const basesOf = (entries: readonly BillEntry[]) =>
  [...new Set(entries.filter(({ invoiceLines }) => invoiceLines.some(({ taxRatePpm }) => taxRatePpm !== null)).map(({ basis }) => basis))]

/** What every bill has. */
export function frameOf({ language, issuer }: BillFrame): Pick<BillDocument, 'issuer' | 'pageOf'> {
  const words = billWords[language]
  return {
    issuer: [issuer.name || words.noIssuer, ...linesOf(issuer.address), ...(issuer.taxId === '' ? [] : [`${words.taxId}: ${issuer.taxId}`])],
    pageOf: words.pageOf,
  }
}

export const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

function peopleTable({ people, currency, ...sums }: Statement, words: BillWords, format: BillFormat): BillTable {
  const money = (amount: number) => format.money(amount, currency)
  return {
    heading: words.people,
    columns: [words.person, words.costCentre, words.sessions, words.energy, words.net, words.gross].map((head, index) => ({
      head, isNumber: index > 1, width: index < 2 ? 'share' : 'auto',
    })),
    rows: people.map(({ name, costCentre, sessions, energyWh, net, gross }) => [name, costCentre, format.count(sessions), format.kwh(energyWh), money(net), money(gross)]),
    total: [words.total, '', format.count(sums.sessions), format.kwh(sums.energyWh), money(sums.net), money(sums.gross)],
  }
}

function sessionTable(statement: Statement, words: BillWords, format: BillFormat): BillTable {
  const { currency, party, entries } = statement
  const heads = [words.when, party === 'company' ? words.driverAndWhere : words.where, words.register, words.energy, words.perKwh, words.net, words.gross]
  return {
    heading: words.sessionsOf,
    columns: heads.map((head, index) => ({ head, isNumber: index > 1, width: index === 1 ? 'share' : index === 2 ? 66 : 'auto' })),
    rows: entries.map((entry) => [
      whenOf(entry, format),
      [...(party === 'company' ? [entry.person.name] : []), ...whereOf(entry), ...remarksOf(entry, words, format)].join('\n'),
      registersOf(entry, format),
      format.kwh(entry.energyWh),
      format.price(entry.pricePerKwh, currency),
      format.money(entry.net, currency),
      format.money(entry.gross, currency),
    ]),
    // Of the bill: the sum of what is rounded would differ by cents.
    total: [words.total, format.count(statement.sessions), '', format.kwh(statement.energyWh), '', format.money(statement.net, currency), format.money(statement.gross, currency)],
  }
}

export const whenOf = ({ startedAt, endedAt, timeZone }: BillEntry, format: BillFormat) => `${format.instant(startedAt, timeZone)}\n${format.instant(endedAt, timeZone)}`
export const whereOf = ({ stationName, siteName }: BillEntry) => [stationName, ...(siteName === null ? [] : [siteName])]
export const registersOf = ({ meterStartWh, meterStopWh }: BillEntry, format: BillFormat) => [format.kwh(meterStartWh), format.kwh(meterStopWh)].filter(Boolean).join('\n')

/** Why an entry is not simply a session of the month. */
export function remarksOf({ kind, corrects, of, month, isRepaired }: BillEntry, words: BillWords, format: BillFormat): string[] {
  const why =
    corrects !== null ? [kind === 'credit' ? words.credit(format.month(corrects)) : words.renewed(format.month(corrects))] : of === month ? [] : [words.late(format.month(of))]
  return [...why, ...(isRepaired && kind === 'charge' ? [words.repaired] : [])]
}
