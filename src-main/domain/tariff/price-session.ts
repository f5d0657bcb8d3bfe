import type { BalanceUse, PriceNote, PriceSum, SessionPrice } from '#contract/price'
import type { PriceGroup } from '#contract/price-rules'
import type { Tariff } from '#contract/tariff'
import { type FreeCredit, inOrderOfUse, usesOf } from './allowance'
import type { Charge } from './charge'
import { discountCharges, type OfferedDiscount, priceGroupCharges } from './discounts'
import { idleCharges } from './idle-fee'
import { type Membership, type OfferedVoucher, pointCharges, pointsEarned, voucherCharges } from './payments'
import { type Piece, piecesOf } from './pieces'
import { limitCharges } from './price-limits'
import type { PricedSession } from './priced-session'
import { reservationCharges } from './reservation'
import { boundariesOf, notesOf } from './restrictions'
import { flatCharges, usageCharges } from './tariff-charges'
import { invoiceLinesOf, invoiceOf, sumOfLines, type TaxBasis, taxedLines, type TaxRounding } from './tax'
import { usagesOf } from './usage'

/** What applies beside the tariff, with its balances as they are before this session. All of it may be left out. */
export interface PriceRules {
  credits?: readonly FreeCredit[]
  priceGroup?: PriceGroup | null
  discounts?: readonly OfferedDiscount[]
  vouchers?: readonly OfferedVoucher[]
  membership?: Membership | null
  taxRounding?: TaxRounding
}

export const taxBasisOf = ({ taxIncluded }: Tariff): TaxBasis => (taxIncluded === 'yes' ? 'gross' : 'net')

/**
 * What a session costs under a tariff, the one that was in force when it began (`tariffAt`). In this order, which ADR 011
 * explains: free quantities, tariff with step sizes, idle fee and reservation, price group, minimum and maximum,
 * percentages, fixed discounts, vouchers, points, tax by rate, rounding. Never below zero. A function of its arguments:
 * the balances that it takes from come back as `uses`.
 */
export function priceSession(tariff: Tariff, session: PricedSession, rules: PriceRules = {}): SessionPrice {
  const basis = taxBasisOf(tariff)
  const { start } = session
  const pieces = session.reservation?.outcome === 'expired' ? [] : piecesOf(session, boundariesOf(tariff))
  const { usages, taken } = usagesOf(tariff, pieces, inOrderOfUse(rules.credits ?? []))
  const uses: BalanceUse[] = usesOf(taken)

  const charges: Charge[] = [
    ...(session.reservation ? reservationCharges(tariff, session.reservation, session.timeZone) : []),
    ...flatCharges(tariff, pieces),
    ...usageCharges(tariff, usages),
    ...idleCharges(tariff, pieces),
  ]
  if (rules.priceGroup) charges.push(...priceGroupCharges(rules.priceGroup, charges))
  charges.push(...limitCharges(tariff, charges, basis))

  const take = (part: { charges: Charge[]; uses: BalanceUse[] }) => {
    charges.push(...part.charges)
    uses.push(...part.uses)
  }
  take(discountCharges(rules.discounts ?? [], { tariff, session, charges }))
  take(voucherCharges(rules.vouchers ?? [], { tariff, basis, start, charges }))
  if (rules.membership) take(pointCharges(rules.membership, { tariff, basis, start, charges }))
  const earned = rules.membership ? pointsEarned(rules.membership, energyOf(pieces)) : { charges: [], points: 0 }

  const priced = taxedLines(charges, basis)
  const exact = sumOfLines(priced)
  const rounding = rules.taxRounding ?? 'sum'
  const byRate = invoiceLinesOf(exact, { basis, isTaxFixed: false })
  const isTaxFixed = charges.some(({ taxShift }) => taxShift) || isBeyond(tariff, invoiceOf(byRate, { basis, rounding }), exact)
  const invoiceLines = isTaxFixed ? invoiceLinesOf(exact, { basis, isTaxFixed }) : byRate
  return {
    tariffId: tariff.id,
    currency: tariff.currency,
    lines: [...priced, ...taxedLines(earned.charges, basis)],
    exact,
    invoice: invoiceOf(invoiceLines, { basis, rounding }),
    invoiceLines,
    uses,
    pointsEarned: earned.points,
    notes: notesAbout(tariff, pieces),
  }
}

const energyOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { energyMwh }) => sum + energyMwh, 0)

/** Rounding the tax of each rate may pass a limit by a cent that the exact sum keeps. */
function isBeyond({ minPrice, maxPrice }: Tariff, invoice: PriceSum, exact: PriceSum): boolean {
  return (['net', 'gross'] as const).some((side) => {
    const [min, max] = [minPrice?.[side] ?? -Infinity, maxPrice?.[side] ?? Infinity]
    return (invoice[side] > max && exact[side] <= max) || (invoice[side] < min && exact[side] >= min)
  })
}

function notesAbout({ elements }: Tariff, pieces: readonly Piece[]): PriceNote[] {
  const notes = elements.flatMap(({ restrictions }) =>
    pieces.flatMap(({ from, to, moment }) => (to > from ? notesOf(restrictions, moment) : [])),
  )
  return [...new Set(notes)]
}
