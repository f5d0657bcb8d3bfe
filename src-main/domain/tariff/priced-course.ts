import type { Course } from '../course/course'
import { splitEnergy } from '../course/energy-at'
import { type Stretch, stretchesOf } from '../course/stretches'
import { intervalsOf } from './intervals'
import type { IntervalState, PricedInterval, PricedSession } from './priced-session'

/**
 * A session as its price needs it, from the one description of what happened in it: the minutes that a tariff bills are
 * those that windows show as charging or as inactivity of a side.
 */
export function pricedSessionOf(course: Course, timeZone: string): PricedSession {
  const { from: start, to: end } = course
  const stretches = stretchesOf(course)
  if (stretches === null) {
    const readings = course.readings.flatMap(({ at, energyMwh }) => (energyMwh === null ? [] : [{ at, energyMwh }]))
    return { start, end, timeZone, intervals: intervalsOf({ start, end, readings, states: [] }) }
  }
  return { start, end, timeZone, intervals: intervalsOfStretches(course, stretches) }
}

/** Stretches cut at the readings in them, since energy and power differ from one to the next. The parts sum up exactly. */
function intervalsOfStretches(course: Course, stretches: readonly Stretch[]): PricedInterval[] {
  const cuts = [...stretches.flatMap(({ from, to }) => [from, to]), ...course.readings.map(({ at }) => at)]
  const bounds = [...new Set(cuts)].filter((at) => at >= course.from && at <= course.to).sort((a, b) => a - b)
  const powers = new Map(course.readings.map(({ at, powerW }) => [at, powerW]))
  let index = 0
  return splitEnergy(course, bounds).map((energyMwh, part): PricedInterval => {
    const [from, to] = [bounds[part] ?? course.from, bounds[part + 1] ?? course.to]
    while ((stretches[index]?.to ?? Infinity) <= from) index += 1
    const stretch = stretches[index]
    const state = stretch && stretch.from <= from ? stateOf(stretch) : 'idle'
    return { from, to, energyMwh, state, powerW: meanOf(powers.get(from), powers.get(to)), currentA: null }
  })
}

function stateOf(stretch: Stretch): IntervalState {
  if (stretch.kind === 'charging') return 'charging'
  switch (stretch.side) {
    case 'vehicle':
      return 'suspended-ev'
    case 'station':
      return 'suspended-evse'
    case 'unclear':
      return 'idle'
  }
}

/** Of what was told at both ends. Null: one of them told none, and the energy says it. */
function meanOf(before: number | null | undefined, after: number | null | undefined): number | null {
  return before == null || after == null ? null : (before + after) / 2
}
