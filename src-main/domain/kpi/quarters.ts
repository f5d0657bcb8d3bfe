import { splitEnergy } from '../course/energy-at'
import type { Course } from '../course/course'
import type { Span } from './spans'

/** Quarters of an hour of the clock. Every time zone is whole quarters from UTC, so they are never cut by a day. */
export const QUARTER = 15 * 60_000

export interface Quarter {
  energyMwh: number
  occupiedMs: number
  chargingMs: number
}

/** By the number of the quarter since 1970. */
export type Quarters = Map<number, Quarter>

function at(quarters: Quarters, index: number): Quarter {
  const known = quarters.get(index)
  if (known) return known
  const fresh = { energyMwh: 0, occupiedMs: 0, chargingMs: 0 }
  quarters.set(index, fresh)
  return fresh
}

/** The energy of a course, cut at each quarter and summed up within the bounds; the parts add up to the whole (5). */
export function addEnergy(quarters: Quarters, course: Course, bounds: Span): void {
  if (course.to <= bounds.from || course.from > bounds.to) return
  const first = Math.floor(course.from / QUARTER)
  const last = Math.max(first + 1, Math.ceil(course.to / QUARTER))
  const cuts = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * QUARTER)
  splitEnergy(course, cuts).forEach((energyMwh, index) => {
    const quarter = first + index
    if (energyMwh === 0 || quarter * QUARTER < bounds.from || quarter * QUARTER >= bounds.to) return
    at(quarters, quarter).energyMwh += energyMwh
  })
}

export function addTime(quarters: Quarters, spans: readonly Span[], what: 'occupiedMs' | 'chargingMs'): void {
  for (const { from, to } of spans) {
    for (let index = Math.floor(from / QUARTER); index * QUARTER < to; index += 1) {
      at(quarters, index)[what] += Math.min(to, (index + 1) * QUARTER) - Math.max(from, index * QUARTER)
    }
  }
}

export function addQuarters(to: Quarters, more: ReadonlyMap<number, Quarter>): void {
  for (const [index, { energyMwh, occupiedMs, chargingMs }] of more) {
    const sum = at(to, index)
    sum.energyMwh += energyMwh
    sum.occupiedMs += occupiedMs
    sum.chargingMs += chargingMs
  }
}

/** Largest mean power over a quarter (KPI definitions 10). Null: no energy. */
export function peakDemand(quarters: ReadonlyMap<number, Quarter>): { powerW: number; from: number } | null {
  let peak: { powerW: number; from: number } | null = null
  for (const [index, { energyMwh }] of quarters) {
    const powerW = (energyMwh / 1000) * (3_600_000 / QUARTER)
    if (powerW > 0 && (peak === null || powerW > peak.powerW || (powerW === peak.powerW && index * QUARTER < peak.from))) peak = { powerW, from: index * QUARTER }
  }
  return peak
}
