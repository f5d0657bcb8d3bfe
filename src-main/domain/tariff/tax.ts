import type { InvoiceLine, PriceLine, PriceSum, TaxSum } from '#contract/price'
import type { Money } from '#contract/tariff'
import { type Charge, sumOf } from './charge'
import { apportion, MINOR_UNIT, roundedToMinor, runningShares, share } from './money'

/** Whether amounts contain their tax. */
export type TaxBasis = 'net' | 'gross'

const MILLION = 1_000_000

/** Tax in or on an amount. */
export function taxOf(amount: Money, ratePpm: number | null, basis: TaxBasis): Money {
  const rate = ratePpm ?? 0
  return basis === 'net' ? share(amount, rate, MILLION) : share(amount, rate, MILLION + rate)
}

/** Net and gross of an amount. */
export function sidesOf(amount: Money, tax: Money, basis: TaxBasis): { net: Money; tax: Money; gross: Money } {
  return basis === 'net' ? { net: amount, tax, gross: amount + tax } : { net: amount - tax, tax, gross: amount }
}

/** Charges with their tax: exact to the thousandth over each rate, whatever the number of lines. */
export function taxedLines(charges: readonly Charge[], basis: TaxBasis): PriceLine[] {
  const total = sumOf(charges)
  const byRate = new Map<number | null, (amount: number, part: number) => number>()
  return charges.map(({ amount, taxShift, ...line }) => {
    const rate = line.taxRatePpm ?? 0
    const running = byRate.get(line.taxRatePpm) ?? runningShares(basis === 'net' ? MILLION : MILLION + rate)
    byRate.set(line.taxRatePpm, running)
    // Discounts after the limit reduce what it did to the tax in the same measure.
    const shift = taxShift && taxShift.ofAmount > 0 ? share(taxShift.tax, total, taxShift.ofAmount) : (taxShift?.tax ?? 0)
    return { ...line, ...sidesOf(amount, running(amount, rate) + shift, basis) }
  })
}

/** The sum of lines, exact. */
export function sumOfLines(lines: readonly Pick<PriceLine, 'net' | 'tax' | 'gross' | 'taxRatePpm'>[]): PriceSum {
  const byRate = new Map<number | null, TaxSum>()
  for (const { taxRatePpm, net, tax, gross } of lines) {
    const sum = byRate.get(taxRatePpm) ?? { taxRatePpm, net: 0, tax: 0, gross: 0 }
    byRate.set(taxRatePpm, { taxRatePpm, net: sum.net + net, tax: sum.tax + tax, gross: sum.gross + gross })
  }
  return summed([...byRate.values()])
}

/** `line`: tax is rounded on each line; `sum`: once for each rate, which is the default (KPI definitions 9.4). */
export type TaxRounding = 'sum' | 'line'

/**
 * What is paid for invoice lines, each rounded to the minor unit already: the rates of one session, or the sessions of a
 * bill. Tax follows from the rounded amounts, so that a reader can check it with the figures on the paper.
 */
export function invoiceOf(lines: readonly InvoiceLine[], of: { basis: TaxBasis; rounding: TaxRounding }): PriceSum {
  const invoice = createInvoice(of)
  lines.forEach(invoice.add)
  return invoice.sum()
}

/** The same, line by line: of a month nobody has to hold all of them. */
export function createInvoice({ basis, rounding }: { basis: TaxBasis; rounding: TaxRounding }) {
  const byRate = new Map<number | null, { amount: Money; open: Money; tax: Money }>()
  return {
    add({ amount, taxRatePpm, tax }: InvoiceLine): void {
      const sum = byRate.get(taxRatePpm) ?? { amount: 0, open: 0, tax: 0 }
      byRate.set(taxRatePpm, sum)
      sum.amount += amount
      if (tax !== null) sum.tax += tax
      else if (rounding === 'line') sum.tax += roundedToMinor(taxOf(amount, taxRatePpm, basis))
      else sum.open += amount
    },
    sum: (): PriceSum =>
      summed(
        [...byRate].map(([taxRatePpm, { amount, open, tax }]) => {
          return { taxRatePpm, ...sidesOf(amount, tax + roundedToMinor(taxOf(open, taxRatePpm, basis)), basis) }
        }),
      ),
  }
}

/**
 * One session on an invoice: its sum is rounded once, half away from zero, and then split over its rates. `isTaxFixed`:
 * a limit holds for both sides of the tax, so both sums are rounded and the tax is what lies between them.
 */
export function invoiceLinesOf(exact: PriceSum, { basis, isTaxFixed }: { basis: TaxBasis; isTaxFixed: boolean }): InvoiceLine[] {
  const amounts = splitMinor(exact[basis], exact.taxes.map((sum) => sum[basis]))
  const between = roundedToMinor(exact.gross) - roundedToMinor(exact.net)
  const taxes = isTaxFixed ? splitMinor(between, exact.taxes.map(({ tax }) => tax)) : []
  return exact.taxes.map(({ taxRatePpm }, index) => ({ taxRatePpm, amount: amounts[index] ?? 0, tax: taxes[index] ?? null }))
}

function splitMinor(total: Money, weights: readonly Money[]): Money[] {
  const units = share(total, 1, MINOR_UNIT)
  return apportion(units, weights.map((weight) => Math.max(0, weight))).map((part) => part * MINOR_UNIT)
}

function summed(taxes: TaxSum[]): PriceSum {
  const sum = { net: 0, tax: 0, gross: 0 }
  for (const { net, tax, gross } of taxes) {
    sum.net += net
    sum.tax += tax
    sum.gross += gross
  }
  return { ...sum, taxes: taxes.sort((a, b) => (b.taxRatePpm ?? -1) - (a.taxRatePpm ?? -1)) }
}
