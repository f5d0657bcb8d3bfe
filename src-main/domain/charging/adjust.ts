import type { Adjustment, ChargingProfile, ChargingRules, RateUnit } from '#contract/charging'
import { converted, steppedCurrent } from './rate'

/** A profile as the station can take it, and what had to be changed for that. */
export interface Adjusted {
  content: ChargingProfile
  adjustments: Adjustment[]
}

/** In the unit that the station knows (P06), with currents that it can keep (P05), without a zero that stops it for good (P04). */
export function adjusted(asked: ChargingProfile, rules: ChargingRules): Adjusted {
  const made = new Set<Adjustment>()
  const unit = rules.units.includes(asked.unit) ? asked.unit : (rules.units[0] ?? asked.unit)
  if (unit !== asked.unit) made.add('unit')
  const rateOf = (limit: number, phases: number | null) => converted({ limit, unit: asked.unit, phases }, unit, rules).limit
  const periods = asked.periods.map((period) => {
    const limit = kept(rateOf(period.limit, period.phases), { unit, phases: period.phases, rules, made })
    return { ...period, limit }
  })
  const minRate = asked.minRate === null ? null : rateOf(asked.minRate, null)
  const stackLevel = rules.maxStackLevel === null ? asked.stackLevel : Math.min(asked.stackLevel, rules.maxStackLevel)
  if (stackLevel !== asked.stackLevel) made.add('stack-level')
  return { content: { ...asked, unit, periods, minRate, stackLevel }, adjustments: [...made] }
}

interface Keeping {
  unit: RateUnit
  phases: number | null
  rules: ChargingRules
  made: Set<Adjustment>
}

function kept(limit: number, { unit, phases, rules, made }: Keeping): number {
  const asRate = (value: number, from: RateUnit, to: RateUnit) => converted({ limit: value, unit: from, phases }, to, rules).limit
  const amps = asRate(limit, unit, 'A')
  const stepped = steppedCurrent(amps, rules.currentSteps)
  if (Math.abs(stepped - amps) > 0.05) made.add('steps')
  const inStep = Math.abs(stepped - amps) > 0.05 ? asRate(stepped, 'A', unit) : limit
  if (rules.isZeroAllowed || stepped >= rules.minCurrentA) return inStep
  made.delete('steps')
  made.add('minimum')
  const least = rules.currentSteps.find((step) => step >= rules.minCurrentA) ?? rules.minCurrentA
  // Rounded up: a tenth less than its minimum is zero to a station.
  return unit === 'A' ? least : Math.ceil(least * rules.voltageV * (phases ?? rules.phases))
}
