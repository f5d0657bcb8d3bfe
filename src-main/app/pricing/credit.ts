import type { InvoiceLine, PriceLine, PriceSum, SessionPrice, TaxSum } from '#contract/price'

/** A price taken back: the same with all amounts turned round, so that both together are nothing. */
export function creditOf(price: SessionPrice): SessionPrice {
  return {
    ...price,
    lines: price.lines.map((line): PriceLine => ({ ...line, ...turned(line) })),
    exact: turnedSum(price.exact),
    invoice: turnedSum(price.invoice),
    invoiceLines: price.invoiceLines.map((line): InvoiceLine => ({ ...line, amount: minus(line.amount), tax: line.tax === null ? null : minus(line.tax) })),
    uses: price.uses.map((use) => ({ ...use, used: minus(use.used) })),
    pointsEarned: minus(price.pointsEarned),
  }
}

/** Adding 0 makes -0 the 0 that it is. */
const minus = (amount: number) => -amount + 0
const turned = ({ net, tax, gross }: { net: number; tax: number; gross: number }) => ({ net: minus(net), tax: minus(tax), gross: minus(gross) })
const turnedSum = (sum: PriceSum): PriceSum => ({ ...turned(sum), taxes: sum.taxes.map((one): TaxSum => ({ ...one, ...turned(one) })) })
