import type { EffectCheck, RateUnit } from '#contract/charging'
import type { Supply } from './rate'

/** Meters and cars are not exact. */
const TOLERANCE = 0.05
const TOLERANCE_A = 0.5

/**
 * Does a station do what it said yes to (quirk P01)? What flows says more than its own sum; a sum that is lower than what
 * was asked is one that knows of more limits. Nothing to be seen means accepted, and no more.
 */
export function judgeEffect(check: EffectCheck, supply: Supply): 'in-effect' | 'not-effective' | 'accepted' {
  const { expected, composite, hasComposite, measured, unit } = check
  if (expected === null) return 'accepted'
  const most = expected * (1 + TOLERANCE) + slack(unit, supply)
  if (measured !== null && measured > most) return 'not-effective'
  if (hasComposite && (composite === null || composite > most)) return 'not-effective'
  return measured === null ? 'accepted' : 'in-effect'
}

const slack = (unit: RateUnit, { phases, voltageV }: Supply): number => (unit === 'A' ? TOLERANCE_A : TOLERANCE_A * phases * voltageV)
