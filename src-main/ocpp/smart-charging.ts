import type { ProfileKind, ProfilePurpose } from '#contract/charging'

/** What charging profiles can be in a version. What only others than a central system may set is not among it. */
export interface SmartCharging {
  purposes: readonly ProfilePurpose[]
  kinds: readonly ProfileKind[]
}

/** Tenths without the dust of binary fractions: the schema of 1.6 asks for multiples of 0.1. */
export const tenths = (rate: number): number => Math.round(rate * 10) / 10
