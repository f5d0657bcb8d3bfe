import type { ChargingState } from '#contract/vocabulary'
import type { Course, CourseReading, Hindrance } from './course'

/** Power from which on a session counts as charging (KPI definitions 7), watts. */
export const CHARGING_W = 100

/** Whose doing it is that nothing flows. Unclear is never billed as idle (quirk S14). */
export type Side = 'vehicle' | 'station' | 'unclear'

export type PauseCause = 'vehicle' | 'station' | Hindrance['cause'] | 'unclear'

/** A part of the session in which one thing is true. */
export type Stretch =
  | { kind: 'charging'; from: number; to: number }
  | { kind: 'paused'; from: number; to: number; side: Side; cause: PauseCause }

/**
 * The session cut into parts. Null: only its start and its end are known, so nothing can be said of what was between
 * (KPI definitions 7).
 */
export function stretchesOf(course: Course): Stretch[] | null {
  if (!course.isFollowed) return null
  const flowing = flowsOf(course)
  const stretches = course.readings.slice(1).flatMap((reading, index): Stretch[] => {
    const from = course.readings[index]?.at ?? reading.at
    if (reading.at <= from) return []
    return flowing[index + 1] ? [{ kind: 'charging', from, to: reading.at }] : pausesOf(course, from, reading.at)
  })
  return joined([...stretches, ...sinceLastReading(course)])
}

/**
 * Does energy flow in the time before each reading? By the register that was told last and the next one; where a reading
 * only tells a power, that decides.
 */
function flowsOf({ readings }: Course): boolean[] {
  const flows: boolean[] = []
  let next = readings.at(-1)
  for (const [index, reading] of [...readings.entries()].reverse()) {
    const isRegister = reading.energyMwh !== null
    if (isRegister) next = reading
    flows[index] = !isRegister && reading.powerW !== null && reading.powerW >= CHARGING_W
    if (isRegister || reading.powerW === null) flows[index] = next !== undefined && isStep(registerBefore(readings, index), next)
  }
  return flows
}

/** Readings without a register come singly or in short runs, so that this looks back only a little. */
function registerBefore(readings: readonly CourseReading[], index: number): CourseReading | undefined {
  let before = index - 1
  while (before > 0 && readings[before]?.energyMwh === null) before -= 1
  return readings[before]
}

function isStep(before: CourseReading | undefined, after: CourseReading): boolean {
  if (!before || after.at <= before.at) return false
  const stepWh = ((after.energyMwh ?? 0) - (before.energyMwh ?? 0)) / 1000
  return stepWh * 3_600_000 >= CHARGING_W * (after.at - before.at)
}

/** Of a running session: what it last said holds until now. */
export function sinceLastReading(course: Course): Stretch[] {
  const from = course.readings.at(-1)?.at ?? course.to
  if (from >= course.to) return []
  return pausesOf(course, from, course.to).map((pause) =>
    stateAt(course, pause.from) === 'charging' && pause.side === 'unclear' ? { kind: 'charging', from: pause.from, to: pause.to } : pause,
  )
}

/** A time without energy, cut where what is said of it changes. */
function pausesOf(course: Course, from: number, to: number): Extract<Stretch, { kind: 'paused' }>[] {
  const { states, hindrances } = course
  const cuts = [from, to, ...states.map(({ at }) => at), ...hindrances.flatMap(({ from: begin, to: end }) => [begin, end ?? to])]
  const bounds = [...new Set(cuts)].filter((at) => at >= from && at <= to).sort((a, b) => a - b)
  return bounds.slice(1).map((end, index) => {
    const begin = bounds[index] ?? from
    return { kind: 'paused', from: begin, to: end, ...blameAt(course, begin) }
  })
}

/**
 * Limits, faults and outages are the station's side whatever it says (quirk S14); else its word counts. Where it says
 * nothing or that it charges, nobody knows who does not take or give.
 */
function blameAt(course: Course, at: number): { side: Side; cause: PauseCause } {
  const hindrance = course.hindrances.find(({ from, to }) => from <= at && (to === null || at < to))
  if (hindrance) return { side: 'station', cause: hindrance.cause }
  const state = stateAt(course, at)
  if (state === 'suspended-ev') return { side: 'vehicle', cause: 'vehicle' }
  if (state === 'suspended-evse') return { side: 'station', cause: 'station' }
  return { side: 'unclear', cause: 'unclear' }
}

const stateAt = ({ states }: Course, at: number): ChargingState | null =>
  states.findLast((state) => state.at <= at)?.state ?? null

function joined(stretches: readonly Stretch[]): Stretch[] {
  return stretches.reduce<Stretch[]>((all, next) => {
    const last = all.at(-1)
    const isSame =
      last !== undefined &&
      last.to === next.from &&
      (last.kind === 'charging' ? next.kind === 'charging' : next.kind === 'paused' && last.side === next.side && last.cause === next.cause)
    return isSame ? [...all.slice(0, -1), { ...last, to: next.to }] : [...all, next]
  }, [])
}
