import { energyUntil, powerOf, type PricedInterval, type PricedSession, coveredIntervals } from './priced-session'
import type { Boundaries, Moment } from './restrictions'
import { localAt, wallClockCuts } from './site-time'

/** A part of a session in which nothing changes that a tariff looks at. */
export interface Piece {
  from: number
  to: number
  energyMwh: number
  state: PricedInterval['state']
  moment: Moment
}

/** Cuts a session at every boundary: of time by the wall clock and since the start, of energy where the register passes. */
export function piecesOf(session: PricedSession, boundaries: Boundaries): Piece[] {
  const { start, end, timeZone } = session
  const byClock = wallClockCuts(timeZone, { from: start, to: end }, boundaries.msOfDays)
  const instants = [...new Set([...byClock, ...boundaries.sinceStartMs.map((ms) => start + ms)])].sort((a, b) => a - b)
  const pieces: Piece[] = []
  let energyMwh = 0
  let next = 0
  for (const interval of coveredIntervals(session)) {
    while ((instants[next] ?? Infinity) <= interval.from) next += 1
    let last = next
    while ((instants[last] ?? Infinity) < interval.to) last += 1
    const points = pointsIn(interval, instants.slice(next, last), passed(boundaries.energyMwh, energyMwh, interval.energyMwh))
    const powerW = powerOf(interval)
    for (const [index, point] of points.entries()) {
      const before = points[index - 1] ?? { at: interval.from, energyMwh: 0 }
      pieces.push({
        from: before.at,
        to: point.at,
        energyMwh: point.energyMwh - before.energyMwh,
        state: interval.state,
        moment: {
          local: localAt(timeZone, before.at),
          energyMwh: energyMwh + before.energyMwh,
          sinceStartMs: before.at - start,
          powerW,
          currentA: interval.currentA,
        },
      })
    }
    energyMwh += interval.energyMwh
  }
  return pieces
}

/** Thresholds that lie strictly within the energy of an interval, counted from its beginning. */
function passed(thresholds: readonly number[], before: number, energyMwh: number): number[] {
  return thresholds.map((threshold) => threshold - before).filter((within) => within > 0 && within < energyMwh)
}

interface Point {
  at: number
  energyMwh: number
}

/** The ends of the pieces of one interval, in order. A threshold keeps its exact energy, an instant its exact time. */
function pointsIn(interval: PricedInterval, instants: readonly number[], energies: readonly number[]): Point[] {
  const { from, to, energyMwh } = interval
  const end = { at: to, energyMwh }
  if (instants.length === 0 && energies.length === 0) return [end]
  const points = [
    ...instants.map((at) => ({ at, energyMwh: energyUntil(interval, at) })),
    ...energies.map((within) => ({ at: from + Math.round(((to - from) * within) / energyMwh), energyMwh: within })),
  ].sort((a, b) => a.at - b.at || a.energyMwh - b.energyMwh)
  let [at, energy] = [from, 0]
  for (const point of points) {
    // The rounding of one kind of point may pass the other by a millisecond or a milliwatt-hour.
    at = point.at = Math.max(at, point.at)
    energy = point.energyMwh = Math.max(energy, point.energyMwh)
  }
  return [...points, end]
}
