import type { CurveEvent, CurvePoint } from '#contract/sessions'

/** Adds the points of an event. A point that is told again replaces the one of the same instant; order is by time. */
export function mergeCurve(points: readonly CurvePoint[], event: CurveEvent): readonly CurvePoint[] {
  if (event.kind === 'snapshot') return [...event.points].sort(byTime)
  if (event.points.length === 0) return points
  const last = points.at(-1)
  const isTail = !last || event.points.every((point, index) =>
    point.at > (event.points[index - 1]?.at ?? last.at))
  if (isTail) return [...points, ...event.points]
  const byInstant = new Map(points.map((point) => [point.at, point]))
  for (const point of event.points) byInstant.set(point.at, point)
  return [...byInstant.values()].sort(byTime)
}

const byTime = (a: CurvePoint, b: CurvePoint) => a.at - b.at

/** What ECharts takes: instant and value, null where the line must break. */
export type SeriesPoint = [at: number, value: number | null]

export interface CurveSeries {
  /** Every power reading, kW. */
  powerKw: SeriesPoint[]
  /** Power that was computed from energy readings, kW; drawn apart. Joined to its neighbours. */
  derivedPowerKw: SeriesPoint[]
  energyKwh: SeriesPoint[]
  socPercent: SeriesPoint[]
}

/** Splits the points of a session into lines. A silence of the station stays a gap in them. */
export function curveSeries(points: readonly CurvePoint[]): CurveSeries {
  const power = known(points, (point) => point.powerW)
  const measured: SeriesPoint[] = []
  const derived: SeriesPoint[] = []
  withGaps(power.map(({ at, value, point }) => ({ at, value: value / 1000, isDerived: point.powerDerived })), (step) => {
    if (step.kind === 'gap') {
      measured.push([step.at, null])
      derived.push([step.at, null])
      return
    }
    const { at, value, isDerived } = step.entry
    const wasDerived = step.previous?.isDerived ?? isDerived
    // A segment belongs to the kind of its end point, so its start has to be known to that line as well.
    if (step.previous && wasDerived !== isDerived) {
      const joint: SeriesPoint = [step.previous.at, step.previous.value]
      if (isDerived) derived.push(joint)
      else measured.push(joint)
    }
    if (isDerived) {
      derived.push([at, value])
      measured.push([at, null])
    } else {
      measured.push([at, value])
      derived.push([at, null])
    }
  })
  return {
    powerKw: measured,
    derivedPowerKw: derived,
    energyKwh: line(known(points, (point) => point.energyWh), 1000),
    socPercent: line(known(points, (point) => point.socPercent), 1),
  }
}

interface Known {
  at: number
  value: number
  point: CurvePoint
}

function known(points: readonly CurvePoint[], read: (point: CurvePoint) => number | null): Known[] {
  const result: Known[] = []
  for (const point of points) {
    const value = read(point)
    if (value !== null) result.push({ at: point.at, value, point })
  }
  return result
}

function line(entries: Known[], divisor: number): SeriesPoint[] {
  const result: SeriesPoint[] = []
  withGaps(entries, (step) => {
    result.push(step.kind === 'gap' ? [step.at, null] : [step.entry.at, step.entry.value / divisor])
  })
  return result
}

type Step<E> = { kind: 'gap'; at: number } | { kind: 'value'; entry: E; previous: E | null }

/**
 * Walks the readings and reports a gap where the station was silent for more than three times its usual interval.
 * A null beside a reading is no gap: many stations tell one quantity per message (quirk M21).
 */
function withGaps<E extends { at: number }>(entries: E[], visit: (step: Step<E>) => void) {
  const longestStepMs = 3 * usualStepMs(entries)
  let previous: E | null = null
  for (const entry of entries) {
    if (previous && entry.at - previous.at > longestStepMs) {
      visit({ kind: 'gap', at: previous.at + 1 })
      previous = null
    }
    visit({ kind: 'value', entry, previous })
    previous = entry
  }
}

/** The median step. Infinite for fewer than four readings: too few to call anything a gap. */
function usualStepMs(entries: readonly { at: number }[]): number {
  if (entries.length < 4) return Infinity
  const steps: number[] = []
  let before: number | null = null
  for (const { at } of entries) {
    if (before !== null) steps.push(at - before)
    before = at
  }
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? Infinity
}
