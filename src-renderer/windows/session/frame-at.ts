import type { CourseFigures } from '#contract/course'
import type { CurvePoint } from '#contract/sessions'

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
}

/** What the figures were at an instant of a playback, with the battery as it was told last. */
export function figuresThen(frames: readonly CourseFigures[], points: readonly CurvePoint[], at: number): FiguresThen | null {
  const frame = lastUntil(frames, at) ?? frames[0]
  if (!frame) return null
  const told = points.filter(({ socPercent }) => socPercent !== null)
  return { ...frame, at, durationMs: frame.durationMs + Math.max(0, at - frame.at), socPercent: lastUntil(told, at)?.socPercent ?? null }
}
