import type { Tariff } from '#contract/tariff'
import { type Charge, ofWholeSession, rateOf, ruleOf } from './charge'
import type { Piece } from './pieces'
import { isWithinHours } from './restrictions'

const MINUTE = 60_000

interface IdlePhase {
  from: number
  to: number
}

/**
 * `price x max(0, whole billable idle minutes - grace)`, at most the cap (KPI definitions 9.3). Billable is what the
 * vehicle alone is to blame for: it stopped taking power although it was offered. Waiting for the station, and what is
 * unclear, is not. Grace counts billable minutes, once per session.
 */
export function idleCharges(tariff: Tariff, pieces: readonly Piece[]): Charge[] {
  const fee = tariff.idleFee
  if (!fee) return []
  const taxRatePpm = rateOf(tariff, fee)
  const common = { dimension: 'idle', rule: ruleOf(tariff, null), restrictions: null, changes: null, taxRatePpm, stepUp: 0 } as const
  const charges: Charge[] = []
  let [elapsedMs, minutes] = [0, 0]
  for (const { from, to } of idlePhases(tariff, pieces)) {
    elapsedMs += to - from
    const added = Math.ceil(elapsedMs / MINUTE) - minutes
    const graced = Math.min(added, Math.max(0, fee.graceMinutes - minutes))
    minutes += added
    const billedFrom = graced === added ? to : from + graced * MINUTE
    if (graced > 0) {
      charges.push({ ...common, cause: 'idle-grace', from, to: billedFrom, unit: 'min', unitPrice: 0, quantity: graced, amount: 0 })
    }
    const billed = added - graced
    if (billed === 0) continue
    const amount = billed * fee.pricePerMinute
    charges.push({ ...common, cause: 'idle', from: billedFrom, to, unit: 'min', unitPrice: fee.pricePerMinute, quantity: billed, amount })
  }
  const over = charges.reduce((sum, { amount }) => sum + amount, 0) - (fee.cap ?? Infinity)
  return over > 0 ? [...charges, { ...ofWholeSession, ...common, cause: 'idle-cap', amount: -over }] : charges
}

/** Since charging ended for the first time; when it resumes a phase ends, and a later one has no grace of its own. */
export function idlePhases({ idleFee }: Tariff, pieces: readonly Piece[]): IdlePhase[] {
  const phases: IdlePhase[] = []
  let hasCharged = false
  for (const { from, to, state, moment } of pieces) {
    if (state === 'charging') hasCharged = true
    if (state !== 'suspended-ev' || !hasCharged || !isWithinHours(idleFee?.hours ?? {}, moment.local.msOfDay)) continue
    const last = phases[phases.length - 1]
    if (last?.to === from) last.to = to
    else phases.push({ from, to })
  }
  return phases
}
