import type { CourseFigures } from '#contract/course'
import type { PriceCourse } from '#contract/pricing'
import type { CurvePoint } from '#contract/sessions'
import type { Money } from '#contract/tariff'

/** The last of rising instants that is not after one; null: all are. */
export function lastUntil<T extends { at: number }>(entries: readonly T[], at: number): T | null {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return entries[low - 1] ?? null
}

export interface FiguresThen extends CourseFigures {
  socPercent: number | null
  /** Null: the session has none, or its way there cannot be told. */
  price: { amount: Money; currency: string } | null
}

interface Played {
  frames: readonly CourseFigures[]
  points: readonly CurvePoint[]
  price: PriceCourse | null
}

/** What the figures were at an instant of a playback, with the battery as it was told last. */
export function figuresThen({ frames, points, price }: Played, at: number): FiguresThen | null {
  const frame = lastUntil(frames, at) ?? frames[0]
  if (!frame) return null
  const told = points.filter(({ socPercent }) => socPercent !== null)
  const cost = price && (lastUntil(price.points, at) ?? price.points[0])
  return {
    ...frame,
    at,
    durationMs: frame.durationMs + Math.max(0, at - frame.at),
    socPercent: lastUntil(told, at)?.socPercent ?? null,
    price: price && cost ? { amount: cost.amount, currency: price.currency } : null,
  }
}
