import type { BillEntry, BillParty, BillSums, Statement, StatementRow } from '#contract/bills'
import type { TaxSum } from '#contract/price'
import { invoiceOf, type TaxRounding } from '../tariff/tax'

/** Who pays for an entry. Null: a person without a company has no company that does. */
export const payerOf = ({ person, company }: BillEntry, party: BillParty) => (party === 'person' ? person : company)

/** Entries of one month by who pays and in which currency: amounts of two currencies are never added. */
export function statementRows(entries: Iterable<BillEntry>, party: BillParty, rounding: TaxRounding): StatementRow[] {
  return [...grouped(entries, party).values()].map((of) => rowOf(of, party, rounding)).sort(byName)
}

export function statementsOf(
  entries: Iterable<BillEntry>,
  { party, month, closedAt, rounding }: { party: BillParty; month: string; closedAt: number | null; rounding: TaxRounding },
): Statement[] {
  const groups = [...grouped(entries, party).values()]
  return groups
    .map((of): Statement => {
      const row = rowOf(of, party, rounding)
      const isOnlyOne = groups.filter(([other]) => other && payerOf(other, party)?.id === row.id).length === 1
      return {
        ...row,
        month,
        closedAt,
        number: `${month}-${party === 'person' ? 'P' : 'C'}${String(row.id).padStart(4, '0')}${isOnlyOne ? '' : `-${row.currency}`}`,
        costCentres: [...new Set(of.map(({ costCentre }) => costCentre).filter(Boolean))].sort(),
        taxes: sumOf(of, rounding).taxes,
        people: party === 'person' ? [] : peopleOf(of, rounding),
        entries: of.sort((a, b) => a.startedAt - b.startedAt || a.session - b.session || (a.kind === 'credit' ? -1 : 1)),
      }
    })
    .sort(byName)
}

/** The sums of each currency, whoever pays. */
export function sumsOf(entries: Iterable<BillEntry>, rounding: TaxRounding): BillSums[] {
  return [...Map.groupBy(entries, ({ currency }) => currency).values()].map((of) => sumsOfOne(of, rounding))
}

function grouped(entries: Iterable<BillEntry>, party: BillParty): Map<string, BillEntry[]> {
  const groups = new Map<string, BillEntry[]>()
  for (const entry of entries) {
    const payer = payerOf(entry, party)
    if (!payer) continue
    const key = `${payer.id} ${entry.currency}`
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return groups
}

function rowOf(entries: readonly BillEntry[], party: BillParty, rounding: TaxRounding): StatementRow {
  // As it is called in the latest of them.
  const payer = entries.map((entry) => payerOf(entry, party)).at(-1)
  return {
    party,
    id: payer?.id ?? 0,
    name: payer?.name ?? '',
    corrections: entries.filter(({ corrects, month, of }) => corrects !== null || month !== of).length,
    ...sumsOfOne(entries, rounding),
  }
}

function sumsOfOne(entries: readonly BillEntry[], rounding: TaxRounding): BillSums {
  const { net, tax, gross } = sumOf(entries, rounding)
  const energyMwh = entries.reduce((sum, { energyWh }) => sum + Math.round(energyWh * 1000), 0)
  const sessions = entries.filter(({ kind }) => kind === 'charge').length
  return { currency: entries[0]?.currency ?? '', sessions, energyWh: energyMwh / 1000, net, tax, gross }
}

/** Tax is that of the sum, for each rate once; prices with and without tax in them are summed apart first. */
function sumOf(entries: readonly BillEntry[], rounding: TaxRounding): Omit<TaxSum, 'taxRatePpm'> & { taxes: TaxSum[] } {
  const parts = (['net', 'gross'] as const).map((basis) =>
    invoiceOf(entries.filter((entry) => entry.basis === basis).flatMap(({ invoiceLines }) => invoiceLines), { basis, rounding }))
  const byRate = new Map<number | null, TaxSum>()
  for (const { taxRatePpm, ...part } of parts.flatMap(({ taxes }) => taxes)) {
    const known = byRate.get(taxRatePpm) ?? { taxRatePpm, net: 0, tax: 0, gross: 0 }
    byRate.set(taxRatePpm, { taxRatePpm, net: known.net + part.net, tax: known.tax + part.tax, gross: known.gross + part.gross })
  }
  const taxes = [...byRate.values()].sort((a, b) => (b.taxRatePpm ?? -1) - (a.taxRatePpm ?? -1))
  const total = (side: 'net' | 'tax' | 'gross') => taxes.reduce((sum, one) => sum + one[side], 0)
  return { net: total('net'), tax: total('tax'), gross: total('gross'), taxes }
}

function peopleOf(entries: readonly BillEntry[], rounding: TaxRounding): Statement['people'] {
  return [...Map.groupBy(entries, ({ person, costCentre }) => `${person.id} ${costCentre}`).values()]
    .map((of) => ({ id: of[0]?.person.id ?? 0, name: of[0]?.person.name ?? '', costCentre: of[0]?.costCentre ?? '', ...sumsOfOne(of, rounding) }))
    .sort(byName)
}

const byName = (a: { name: string; currency: string }, b: { name: string; currency: string }) =>
  a.name.localeCompare(b.name) || a.currency.localeCompare(b.currency)
