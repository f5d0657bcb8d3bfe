import type { BillEntry, BillParty, BillSums, Statement, StatementRow } from '#contract/bills'
import type { TaxSum } from '#contract/price'
import { createInvoice, type TaxRounding } from '../tariff/tax'

/** Who pays for an entry. Null: a person without a company has no company that does. */
export const payerOf = ({ person, company }: BillEntry, party: BillParty) => (party === 'person' ? person : company)

/** As the setting is, or was when the month of the entry was closed for its payer. */
export type RoundingOf = (entry: BillEntry) => TaxRounding

/** Entries of one month by who pays and in which currency: amounts of two currencies are never added. */
export function createStatementRows(party: BillParty, roundingOf: RoundingOf) {
  const byPayer = new Map<string, { id: number; name: string; corrections: number; sums: ReturnType<typeof createSums> }>()
  return {
    add(entry: BillEntry): void {
      const payer = payerOf(entry, party)
      if (!payer) return
      const key = `${payer.id} ${entry.currency}`
      const row = byPayer.get(key) ?? { ...payer, corrections: 0, sums: createSums(roundingOf) }
      byPayer.set(key, row)
      // As it is called in the latest of them.
      row.name = payer.name
      if (isCorrection(entry)) row.corrections += 1
      row.sums.add(entry)
    },
    rows: (): StatementRow[] =>
      [...byPayer.values()].map(({ id, name, corrections, sums }) => ({ party, id, name, corrections, ...sums.sums() })).sort(byName),
  }
}

/** Its own month was closed when it came, or was changed. */
const isCorrection = ({ corrects, month, of }: BillEntry) => corrects !== null || month !== of

export function statementsOf(
  entries: Iterable<BillEntry>,
  { party, month, closedAtOf, roundingOf }: {
    party: BillParty
    month: string
    /** Null: some of it is open. */
    closedAtOf: (entries: readonly BillEntry[]) => number | null
    roundingOf: RoundingOf
  },
): Statement[] {
  const groups = [...Map.groupBy(entries, (entry) => payerOf(entry, party)?.id)].flatMap(([id, of]) => (id === undefined ? [] : [{ id, of }]))
  return groups
    .flatMap(({ id, of }) => {
      const byCurrency = [...Map.groupBy(of, ({ currency }) => currency)]
      const number = `${month}-${party === 'person' ? 'P' : 'C'}${String(id).padStart(4, '0')}`
      return byCurrency.flatMap(([currency, own]) =>
        statement(own, { party, month, closedAt: closedAtOf(of), number: byCurrency.length === 1 ? number : `${number}-${currency}`, roundingOf }))
    })
    .sort(byName)
}

function statement(
  entries: BillEntry[],
  { roundingOf, ...of }: Pick<Statement, 'party' | 'month' | 'closedAt' | 'number'> & { roundingOf: RoundingOf },
): Statement[] {
  const rows = createStatementRows(of.party, roundingOf)
  entries.forEach(rows.add)
  return rows.rows().map((row) => ({
    ...row,
    ...of,
    costCentres: [...new Set(entries.map(({ costCentre }) => costCentre).filter(Boolean))].sort(),
    taxes: summed(entries, roundingOf).taxes(),
    people: of.party === 'person' ? [] : peopleOf(entries, roundingOf),
    entries: entries.sort((a, b) => a.startedAt - b.startedAt || a.session - b.session || (a.kind === 'credit' ? -1 : 1)),
  }))
}

/** The sums of each currency, whoever pays. */
export function sumsOf(entries: Iterable<BillEntry>, roundingOf: RoundingOf): BillSums[] {
  return [...Map.groupBy(entries, ({ currency }) => currency).values()].map((of) => summed(of, roundingOf).sums())
}

/** Tax is that of the sum, for each rate once; prices with and without tax in them are summed apart first. */
function createSums(roundingOf: RoundingOf) {
  const invoices = new Map<string, ReturnType<typeof createInvoice>>()
  let currency = ''
  let sessions = 0
  let energyMwh = 0

  function taxes(): TaxSum[] {
    const byRate = new Map<number | null, TaxSum>()
    for (const { taxRatePpm, ...part } of [...invoices.values()].flatMap((invoice) => invoice.sum().taxes)) {
      const known = byRate.get(taxRatePpm) ?? { taxRatePpm, net: 0, tax: 0, gross: 0 }
      byRate.set(taxRatePpm, { taxRatePpm, net: known.net + part.net, tax: known.tax + part.tax, gross: known.gross + part.gross })
    }
    return [...byRate.values()].sort((a, b) => (b.taxRatePpm ?? -1) - (a.taxRatePpm ?? -1))
  }

  return {
    add(entry: BillEntry): void {
      const { basis } = entry
      const rounding = roundingOf(entry)
      const key = `${basis} ${rounding}`
      const invoice = invoices.get(key) ?? createInvoice({ basis, rounding })
      invoices.set(key, invoice)
      entry.invoiceLines.forEach(invoice.add)
      currency = entry.currency
      energyMwh += Math.round(entry.energyWh * 1000)
      if (entry.kind === 'charge') sessions += 1
    },
    taxes,
    sums(): BillSums {
      const total = (side: 'net' | 'tax' | 'gross') => taxes().reduce((sum, one) => sum + one[side], 0)
      return { currency, sessions, energyWh: energyMwh / 1000, net: total('net'), tax: total('tax'), gross: total('gross') }
    },
  }
}

function summed(entries: readonly BillEntry[], roundingOf: RoundingOf): ReturnType<typeof createSums> {
  const sums = createSums(roundingOf)
  entries.forEach(sums.add)
  return sums
}

function peopleOf(entries: readonly BillEntry[], roundingOf: RoundingOf): Statement['people'] {
  return [...Map.groupBy(entries, ({ person, costCentre }) => `${person.id} ${costCentre}`).values()]
    .map((of) => ({ id: of[0]?.person.id ?? 0, name: of[0]?.person.name ?? '', costCentre: of[0]?.costCentre ?? '', ...summed(of, roundingOf).sums() }))
    .sort(byName)
}

const byName = (a: { name: string; currency: string }, b: { name: string; currency: string }) =>
  a.name.localeCompare(b.name) || a.currency.localeCompare(b.currency)
