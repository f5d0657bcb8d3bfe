import type { Opening } from '#contract/organisation'
import { readDecimal } from '@/format/decimal-input'

/** Amperes per phase as typed; an area can have no more than its site. */
export function limitProblem(text: string, siteLimitA: number | null = null): 'limitWrong' | 'limitAboveSite' | null {
  const limitA = readDecimal(text)
  if (limitA === null) return null
  if (!(limitA > 0 && limitA <= 10_000)) return 'limitWrong'
  return siteLimitA !== null && limitA > siteLimitA ? 'limitAboveSite' : null
}

/** A coordinate as typed, beside the other one: a position needs both. */
export function coordinateProblem(text: string, most: 90 | 180, other: string): 'latitudeWrong' | 'longitudeWrong' | 'positionHalf' | null {
  const degrees = readDecimal(text)
  if (degrees === null) return other.trim() === '' ? null : 'positionHalf'
  if (Math.abs(degrees) <= most) return null
  return most === 90 ? 'latitudeWrong' : 'longitudeWrong'
}

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/
export function openingProblem({ days, from, to }: Opening): 'openingNoDay' | 'openingTime' | 'openingOrder' | null {
  if (days.length === 0) return 'openingNoDay'
  if (!clock.test(from) || !clock.test(to)) return 'openingTime'
  return from < to ? null : 'openingOrder'
}
