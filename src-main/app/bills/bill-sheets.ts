import { majorUnits, minorDigits, type Money } from '#contract/tariff'
import type { BillEntry, Reimbursement, ReimbursementEntry, Statement } from '#contract/bills'
import { offsetAt } from '../../domain/tariff/site-time'
import type { Cell } from '../../sheet/cell'
import type { BillSheet } from '../bill-ports'
import { billFormat } from './bill-format'
import { type BillLanguage, billWords } from './bill-words'
import { remarksOf } from './statement-document'

const text = (value: string | null): Cell => ({ kind: 'text', value })
const kwh = (wh: number | null): Cell => ({ kind: 'number', value: wh === null ? null : wh / 1000, places: 3 })
const count = (value: number): Cell => ({ kind: 'number', value, places: 0 })
const money = (amount: Money | null, currency: string): Cell =>
  ({ kind: 'number', value: amount === null ? null : majorUnits(amount, currency), places: minorDigits(currency) })
/** Spreadsheets know no zones: what the clock of the site showed. */
const local = (at: number, timeZone: string): Cell => ({ kind: 'instant', value: at + offsetAt(timeZone, at) })

/** Statements as a workbook: their sums, and all of their sessions. */
export function statementSheets(statements: readonly Statement[], language: BillLanguage): BillSheet[] {
  const words = billWords[language]
  const rates = [...new Set(statements.flatMap(({ taxes }) => taxes.map(({ taxRatePpm }) => taxRatePpm)))].sort((a, b) => (b ?? -1) - (a ?? -1))
  const { rate } = billFormat(language)
  return [
    {
      name: words.sheetStatements,
      columns: [
        words.number, words.month, words.person, words.sessions, words.energy, words.currency, words.net, words.tax, words.gross,
        ...rates.map((ppm) => `${words.tax} ${ppm === null ? words.noTax : rate(ppm)}`),
      ].map((heading) => ({ heading })),
      rows: statements.map(({ number, month, name, sessions, energyWh, currency, net, tax, gross, taxes }) => [
        text(number), text(month), text(name), count(sessions), kwh(energyWh), text(currency), ...[net, tax, gross].map((amount) => money(amount, currency)),
        ...rates.map((ppm) => money(taxes.find(({ taxRatePpm }) => taxRatePpm === ppm)?.tax ?? null, currency)),
      ]),
    },
    entrySheet(statements.flatMap(({ number, entries }) => entries.map((entry) => ({ number, entry }))), language),
  ]
}

/** The report of 9.5 as a workbook. */
export function reimbursementSheets(report: Reimbursement, language: BillLanguage): BillSheet[] {
  const words = billWords[language]
  return [
    {
      name: words.sums.slice(0, 31),
      columns: [words.driver, words.month, words.vehicle, words.plate, words.sessions, words.energy, words.currency, words.amount, words.baseShare, words.totalOf].map((heading) => ({ heading })),
      rows: report.sums.map(({ vehicle, sessions, energyWh, currency, amount, baseShare, total }) => [
        text(report.driver.name), text(report.month), text(vehicle.name), text(vehicle.plate), count(sessions), kwh(energyWh), text(currency),
        ...[amount, baseShare, total].map((value) => money(value, currency)),
      ]),
    },
    entrySheet(report.entries.map((entry) => ({ number: report.month, entry })), language),
    {
      name: words.notAssigned.slice(0, 31),
      columns: [words.session, words.start, words.end, words.timeZone, words.station, words.energy, words.reason].map((heading) => ({ heading })),
      rows: report.notAssigned.map(({ session, startedAt, endedAt, timeZone, station, energyWh, gaps }) => [
        count(session), local(startedAt, timeZone), local(endedAt, timeZone), text(timeZone), text(station), kwh(energyWh), text(gaps.map((gap) => words.gap[gap]).join(', ')),
      ]),
    },
  ]
}

function entrySheet(rows: readonly { number: string; entry: BillEntry | ReimbursementEntry }[], language: BillLanguage): BillSheet {
  const words = billWords[language]
  const format = billFormat(language)
  const isSigned = rows.some(({ entry }) => 'signature' in entry)
  return {
    name: words.sheetSessions,
    columns: [
      words.number, words.session, words.kind, words.start, words.end, words.timeZone, words.station, words.stationName, words.site, words.serial, words.meterSerial,
      words.person, words.company, words.costCentre, words.vehicle, words.plate, words.registerStart, words.registerEnd, words.energy, words.tariff, words.perKwh,
      words.currency, words.net, words.tax, words.gross, words.remark, ...(isSigned ? [words.signature] : []),
    ].map((heading) => ({ heading })),
    rows: rows.map(({ number, entry }) => [
      text(number), count(entry.session), text(entry.kind === 'credit' ? words.creditKind : words.charge),
      local(entry.startedAt, entry.timeZone), local(entry.endedAt, entry.timeZone), text(entry.timeZone),
      text(entry.station), text(entry.stationName), text(entry.siteName), text(entry.serial), text(entry.meterSerial),
      text(entry.person.name), text(entry.company?.name ?? null), text(entry.costCentre || null), text(entry.vehicle?.name ?? null), text(entry.vehicle?.plate ?? null),
      kwh(entry.meterStartWh), kwh(entry.meterStopWh), kwh(entry.energyWh), text(entry.tariff),
      entry.pricePerKwh === null ? text(null) : { kind: 'number', value: majorUnits(entry.pricePerKwh, entry.currency), places: 3 },
      text(entry.currency), ...[entry.net, entry.tax, entry.gross].map((amount) => money(amount, entry.currency)),
      text(remarksOf(entry, words, format).join('; ') || null),
      ...(isSigned ? [text('signature' in entry && entry.signature !== null ? words.signed[entry.signature] : null)] : []),
    ]),
  }
}
