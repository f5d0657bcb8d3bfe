import type { ChargingState } from '#contract/vocabulary'
import type { LimitSource } from './composition'

/** What limits a session now, as far as it is known here. */
export interface LimitInEffect {
  /** On each phase. */
  amps: number
  since: number
  /** The station was seen to keep to it. */
  isSure: boolean
  /** Whose limit it is. */
  source: LimitSource
}

export type SuspensionSide = 'vehicle' | 'station' | 'unclear'

/**
 * Which side pauses a session (quirk S14): some stations say SuspendedEV and SuspendedEVSE as it comes. A limit below
 * what a car can charge with is the station's doing; above it, the car's. What the station was not seen to keep to is
 * no proof, and without any limit of ours its own word is all there is.
 */
export function suspensionSide(
  chargingState: ChargingState | null,
  limit: LimitInEffect | null,
  minCurrentA: number,
): SuspensionSide | null {
  if (chargingState !== 'suspended-ev' && chargingState !== 'suspended-evse') return null
  const said: SuspensionSide = chargingState === 'suspended-evse' ? 'station' : 'vehicle'
  if (limit === null) return said
  const derived: SuspensionSide = limit.amps < minCurrentA ? 'station' : 'vehicle'
  return derived === said || limit.isSure ? derived : 'unclear'
}
