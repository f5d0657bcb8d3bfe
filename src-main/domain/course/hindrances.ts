import type { Sample } from '#contract/sessions'
import type { Hindrance } from './course'

/** A vehicle takes nothing below this (IEC 61851-1), amperes; and the same on one phase, watts. */
export const LEAST_CURRENT_A = 6
const LEAST_POWER_W = LEAST_CURRENT_A * 230

export interface StatusChangeAt {
  at: number
  isFaulted: boolean
}

/** What kept a session from charging, of all that was told of it. */
export function hindrancesOf({ faults, samples }: { faults: readonly StatusChangeAt[]; samples: readonly Sample[] }): Hindrance[] {
  return [...faultsOf(faults), ...limitsOf(samples)]
}

/** Times in which the connector was faulted, rising; the last may last. */
export function faultsOf(changes: readonly StatusChangeAt[]): Hindrance[] {
  return periodsOf(changes.map(({ at, isFaulted }) => ({ at, holds: isFaulted })), 'fault')
}

/** Times in which the station offered the vehicle less than it can take, as told with its readings (quirk S14). */
export function limitsOf(samples: readonly Sample[]): Hindrance[] {
  const offers = samples
    .filter(({ quantity }) => quantity === 'current-offered' || quantity === 'power-offered')
    .map(({ at, quantity, value }) => ({ at, holds: value < (quantity === 'current-offered' ? LEAST_CURRENT_A : LEAST_POWER_W) }))
    .sort((a, b) => a.at - b.at)
  return periodsOf(offers, 'limit')
}

function periodsOf(moments: readonly { at: number; holds: boolean }[], cause: Hindrance['cause']): Hindrance[] {
  const periods: Hindrance[] = []
  for (const { at, holds } of moments) {
    const open = periods.at(-1)
    if (open?.to === null) {
      if (!holds) periods.splice(-1, 1, { ...open, to: at })
    } else if (holds) {
      periods.push({ from: at, to: null, cause })
    }
  }
  return periods
}
