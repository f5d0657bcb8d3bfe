import type { LineRule } from '#contract/price'
import type { Tariff } from '#contract/tariff'
import { type Charge, chargeOf, MS_PER_HOUR, MWH_PER_KWH } from './charge'
import { offerAt, offersOf } from './in-force'
import { runningShares } from './money'
import type { Piece } from './pieces'
import { MWH_PER_WH } from './restrictions'
import type { Usage } from './usage'

/** Once per session, at the first moment at which a flat price is in force. */
export function flatCharges(tariff: Tariff, pieces: readonly Piece[]): Charge[] {
  const offers = offersOf(tariff, 'flat')
  for (const { moment, from } of pieces) {
    const offer = offerAt(offers, moment)
    if (!offer) continue
    const { price } = offer.component
    return [{ ...chargeOf(tariff, offer), dimension: 'flat', cause: 'session-started', from, to: from, unit: 'once', quantity: 1, amount: price }]
  }
  return []
}

/** What was used, in steps, as charges. Quantities of one dimension are rounded as one: see `runningShares`. */
export function usageCharges(tariff: Tariff, usages: readonly Usage[]): Charge[] {
  const stepUps = stepUpsOf(usages)
  const shares = { energy: runningShares(MWH_PER_KWH), time: runningShares(MS_PER_HOUR), 'parking-time': runningShares(MS_PER_HOUR) }
  return usages.map((usage) => {
    const { dimension, offer, cause, from, to, credit } = usage
    const stepUp = stepUps.get(usage) ?? 0
    const quantity = usage.quantity + stepUp
    const unitPrice = credit ? 0 : offer.component.price
    const unit = dimension === 'energy' ? 'mWh' : 'ms'
    const charge = chargeOf(tariff, offer)
    const rule: LineRule = credit ? { kind: 'allowance', id: credit.id, name: credit.name, element: null } : charge.rule
    const amount = shares[dimension](unitPrice, quantity)
    return { ...charge, dimension, cause, rule, from, to, unit, unitPrice, quantity, stepUp, amount }
  })
}

/**
 * The step size counts once per session for energy and once for all time together, by the last price of it; a switch
 * between elements rounds nothing. Of time, only the kind that was last is rounded up, over its total, and the rest goes
 * to its last period (OCPI mod_cdrs "step_size"; KPI definitions 9.1).
 */
function stepUpsOf(usages: readonly Usage[]): Map<Usage, number> {
  const stepUps = new Map<Usage, number>()
  const priced = usages.filter(({ credit }) => credit === null)
  const lastTime = priced.findLast(({ dimension }) => dimension !== 'energy')
  for (const last of [priced.findLast(({ dimension }) => dimension === 'energy'), lastTime]) {
    if (!last) continue
    const total = priced.reduce((sum, { dimension, quantity }) => sum + (dimension === last.dimension ? quantity : 0), 0)
    stepUps.set(last, missingTo(total, last.offer.component.stepSize * (last.dimension === 'energy' ? MWH_PER_WH : 1000)))
  }
  return stepUps
}

/** What is missing to whole steps. */
export const missingTo = (total: number, step: number): number => (step - (total % step)) % step
