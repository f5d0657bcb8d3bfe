import type { BalanceUse, LineRule } from '#contract/price'
import type { Loyalty, Voucher } from '#contract/price-rules'
import type { Money, Tariff } from '#contract/tariff'
import { type Charge, MWH_PER_KWH, ofWholeSession, sumOf } from './charge'
import { isValidAt, taken } from './discounts'
import { share } from './money'
import { sumOfLines, type TaxBasis, taxedLines } from './tax'

/** A voucher and what is left of its value. */
export interface OfferedVoucher {
  voucher: Voucher
  balance: Money
}

/** A loyalty programme, the points of this person, and how many of them shall pay at most. */
export interface Membership {
  loyalty: Loyalty
  balance: number
  redeem: number
}

export interface Payments {
  charges: Charge[]
  uses: BalanceUse[]
}

interface Bill {
  tariff: Tariff
  basis: TaxBasis
  start: number
  charges: readonly Charge[]
}

/** What vouchers pay, the one that expires first before the others. Their value has the tax in it. */
export function voucherCharges(offered: readonly OfferedVoucher[], { tariff, basis, start, charges }: Bill): Payments {
  const result: Payments = { charges: [], uses: [] }
  const valid = offered
    .filter(({ voucher }) => isValidAt(voucher, start) && voucher.currency === tariff.currency)
    .sort((a, b) => (a.voucher.validUntil ?? Infinity) - (b.voucher.validUntil ?? Infinity) || byId(a.voucher, b.voucher))
  for (const { voucher, balance } of valid) {
    const rule: LineRule = { kind: 'voucher', id: voucher.id, name: voucher.name, element: null }
    const left = [...charges, ...result.charges]
    const used = Math.min(balance, toPay(left, basis))
    if (used <= 0) continue
    result.charges.push(...paid(used, { left, basis, line: { dimension: 'voucher', cause: 'voucher', rule } }))
    result.uses.push({ kind: 'voucher', id: voucher.id, credit: null, used })
  }
  return result
}

/** What points pay: whole points only, and no more than there is to pay. */
export function pointCharges({ loyalty, balance, redeem }: Membership, { tariff, basis, charges }: Bill): Payments {
  if (loyalty.currency !== tariff.currency) return { charges: [], uses: [] }
  const used = Math.min(balance, redeem, Math.floor(toPay(charges, basis) / loyalty.pointValue))
  if (used <= 0) return { charges: [], uses: [] }
  const line = { dimension: 'points', cause: 'points-redeemed', rule: ruleOfLoyalty(loyalty), unit: 'point', quantity: used } as const
  return {
    charges: paid(used * loyalty.pointValue, { left: charges, basis, line }),
    uses: [{ kind: 'points', id: loyalty.id, credit: null, used }],
  }
}

/** Points for the energy taken, whoever paid for it; a line without amount, so that it can be seen. */
export function pointsEarned({ loyalty }: Membership, energyMwh: number): { charges: Charge[]; points: number } {
  const points = Math.floor(share(energyMwh, loyalty.milliPointsPerKwh, MWH_PER_KWH) / 1000)
  if (points <= 0) return { charges: [], points: 0 }
  const rule = ruleOfLoyalty(loyalty)
  const line = { dimension: 'points', cause: 'points-earned', rule, unit: 'point', quantity: points } as const
  return { charges: [{ ...ofWholeSession, ...line, taxRatePpm: null, amount: 0 }], points }
}

const ruleOfLoyalty = ({ id, name }: Loyalty): LineRule => ({ kind: 'loyalty', id, name, element: null })

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const toPay = (charges: readonly Charge[], basis: TaxBasis): Money => sumOfLines(taxedLines(charges, basis)).gross

/** A payment takes the same share of every rate, so that its tax is the tax of what it pays for. */
function paid(
  gross: Money,
  { left, basis, line }: { left: readonly Charge[]; basis: TaxBasis; line: Pick<Charge, 'dimension' | 'cause' | 'rule'> & Partial<Charge> },
): Charge[] {
  const before = toPay(left, basis)
  const parts = [...taken(left, share(sumOf(left), gross, before))].filter(([, amount]) => amount !== 0)
  const charges = parts.map(([taxRatePpm, amount], index): Charge => {
    // The points that pay are counted once, on the first of the rates.
    const quantity = index === 0 ? (line.quantity ?? 1) : 0
    return { ...ofWholeSession, ...line, quantity, taxRatePpm, amount: -amount }
  })
  // What a customer sees go off the voucher goes off the price, to the last thousandth of a cent.
  const after = [...left, ...charges]
  const tax = before - gross - toPay(after, basis)
  const last = charges.pop()
  return last ? [...charges, tax === 0 ? last : { ...last, taxShift: { tax, ofAmount: sumOf(after) } }] : []
}
