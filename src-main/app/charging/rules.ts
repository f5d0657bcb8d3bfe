import type { ChargingRules, RateUnit } from '#contract/charging'
import type { Supply } from '../../domain/charging/rate'
import { factOf } from '../../domain/compatibility'
import type { Station } from '../../domain/station'
import type { StationCharging } from '../charging-ports'

/** What counts for the limits of a station: what a person set or was learned, else what it says (quirks P02, P04 to P06). */
export function rulesOf(station: Station, { limits }: StationCharging, supply: Supply): ChargingRules {
  const unit = factOf(station, 'limitUnit')
  const level = factOf(station, 'maxStackLevel')
  const units: RateUnit[] = unit === 'as-reported' ? (limits?.units ?? ['A', 'W']) : [unit]
  return {
    units,
    minCurrentA: factOf(station, 'minCurrent'),
    isZeroAllowed: factOf(station, 'zeroAllowed'),
    currentSteps: [...factOf(station, 'currentSteps')].sort((a, b) => a - b),
    maxStackLevel: level === 'as-reported' ? (limits?.maxStackLevel ?? null) : level,
    maxPeriods: limits?.maxPeriods ?? null,
    ...supply,
  }
}
