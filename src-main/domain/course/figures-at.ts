import type { CourseFigures } from '#contract/course'
import { inactivityClassOf } from './activity'
import type { Course } from './course'
import { energyAt } from './energy-at'
import { type Side, type Stretch, stretchesOf } from './stretches'

/** The figures of a session as they were at an instant. Make it once for a course and ask it often. */
export function figuresOver(course: Course): (at: number) => CourseFigures {
  const stretches = stretchesOf(course)
  return (wanted) => {
    const at = Math.min(Math.max(wanted, course.from), course.to)
    const until = stretches?.filter(({ from }) => from < at).map((stretch) => ({ ...stretch, to: Math.min(stretch.to, at) })) ?? null
    const now = until?.at(-1)
    const chargingMs = until && lengthOf(until, ({ kind }) => kind === 'charging')
    const durationMs = at - course.from
    const inactivityMs = chargingMs === null ? null : durationMs - chargingMs
    const sideMs = (side: Side) => lengthOf(until ?? [], (stretch) => stretch.kind === 'paused' && stretch.side === side)
    return {
      at,
      durationMs,
      powerW: now?.kind === 'paused' ? 0 : powerAt(course, at),
      energyWh: Math.round(energyAt(course, at)) / 1000,
      chargingMs,
      inactivityMs,
      inactivityClass: inactivityMs === null ? null : inactivityClassOf(inactivityMs),
      bySide: until && { vehicle: sideMs('vehicle'), station: sideMs('station'), unclear: sideMs('unclear') },
      pause: now?.kind === 'paused' ? now.cause : null,
      state: course.states.findLast((state) => state.at <= at)?.state ?? null,
    }
  }
}

export const figuresAt = (course: Course, at: number): CourseFigures => figuresOver(course)(at)

/** Instants over a session that a playback shows: enough for a smooth cursor, and each at which something changes. */
export function playbackInstants(course: Course, steps = 600): number[] {
  const { from, to, states } = course
  const even = Array.from({ length: steps + 1 }, (_, step) => Math.round(from + ((to - from) * step) / steps))
  const turns = (stretchesOf(course) ?? []).map((stretch) => stretch.from)
  const changes = [...states.map(({ at }) => at), ...turns].filter((at) => at >= from && at <= to).slice(0, steps)
  return [...new Set([...even, ...changes])].sort((a, b) => a - b)
}

/** As told last, while nothing says that it stopped. */
function powerAt({ readings }: Course, at: number): number | null {
  let low = 0
  let high = readings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((readings[middle]?.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  for (let index = low - 1; index >= 0; index--) {
    const powerW = readings[index]?.powerW ?? null
    if (powerW !== null) return powerW
  }
  return null
}

const lengthOf = (stretches: readonly Stretch[], is: (stretch: Stretch) => boolean) =>
  stretches.filter(is).reduce((sum, { from, to }) => sum + to - from, 0)
