import type { RateUnit } from '#contract/charging'
import type { Rate } from './profile-limit'

/** How a connector is fed: what turns amperes on each phase into watts over all of them. */
export interface Supply {
  phases: number
  voltageV: number
}

/** Of a supply that was never measured. */
export const assumedSupply: Supply = { phases: 3, voltageV: 230 }

/** The same limit in another unit, in tenths, never above what was meant (quirk P06). */
export function converted(rate: Rate, unit: RateUnit, supply: Supply): Rate {
  if (rate.unit === unit) return rate
  const factor = supply.voltageV * (rate.phases ?? supply.phases)
  const limit = unit === 'W' ? rate.limit * factor : rate.limit / factor
  return { ...rate, unit, limit: Math.floor(limit * 10 + 1e-6) / 10 }
}

/** On each phase. */
export const amperes = (rate: Rate, supply: Supply): number => converted(rate, 'A', supply).limit

/**
 * The current that a station really allows where it knows certain steps only: the largest one that is not above what is
 * asked (quirk P05). Below the smallest it does not charge.
 */
export function steppedCurrent(amps: number, steps: readonly number[]): number {
  if (steps.length === 0) return amps
  return Math.max(0, ...steps.filter((step) => step <= amps + 1e-6))
}
