import type { Course, CourseReading } from './course'

/**
 * Energy delivered until an instant, milliwatt-hours (not rounded): linear between the readings around it, constant
 * before the first and after the last (KPI definitions 5).
 */
export function energyAt({ readings }: Pick<Course, 'readings'>, at: number): number {
  const [left, right] = around(readings, at)
  if (!left || !right) return (left ?? right)?.energyMwh ?? 0
  const [from, to] = [left.energyMwh ?? 0, right.energyMwh ?? 0]
  return left.at === right.at ? to : from + ((to - from) * (at - left.at)) / (right.at - left.at)
}

/** The last register reading at or before an instant, and the first after it. */
function around(readings: readonly CourseReading[], at: number): [CourseReading | undefined, CourseReading | undefined] {
  let low = 0
  let high = readings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((readings[middle]?.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  const [left, right] = [low - 1, low]
  let before = left
  while (before >= 0 && readings[before]?.energyMwh === null) before -= 1
  let after = right
  while (after < readings.length && readings[after]?.energyMwh === null) after += 1
  return [readings[before], readings[after]]
}

/**
 * Energy between neighbouring bounds, whole milliwatt-hours; `bounds` rise. The parts sum up to what was delivered
 * between the first and the last bound: the rest of the rounding is in the last part.
 */
export function splitEnergy(course: Pick<Course, 'readings'>, bounds: readonly number[]): number[] {
  const at = bounds.map((bound) => energyAt(course, bound))
  const total = Math.round((at.at(-1) ?? 0) - (at[0] ?? 0))
  const parts = at.slice(1).map((energy, index) => Math.round(energy - (at[index] ?? 0)))
  const before = parts.slice(0, -1).reduce((sum, part) => sum + part, 0)
  return parts.length === 0 ? [] : [...parts.slice(0, -1), total - before]
}
