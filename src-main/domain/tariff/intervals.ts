import { share } from './money'
import type { IntervalState, PricedInterval } from './priced-session'

/** Power that counts as charging (KPI definitions 7). */
const CHARGING_W = 100

export interface EnergyReading {
  at: number
  /** Validated energy of the session so far. */
  energyMwh: number
}

export interface StateChange {
  at: number
  state: IntervalState
}

export interface MeasuredSession {
  start: number
  end: number
  /** In order. Before the first and after the last the energy stands still. */
  readings: readonly EnergyReading[]
  /** In order. Before the first, and where there are none, the energy alone says what happened. */
  states: readonly StateChange[]
}

/**
 * The intervals of a session out of its curve and its statuses. A register that moves is charging, whatever the status
 * says (quirk S05); one that stands still is not, and without a status of either side it is unclear whose doing that is
 * (KPI definitions 7).
 */
export function intervalsOf({ start, end, readings, states }: MeasuredSession): PricedInterval[] {
  const within = (at: number) => at > start && at < end
  const cuts = [...readings, ...states].map(({ at }) => at).filter(within)
  const instants = [...new Set([start, ...cuts, end])].sort((a, b) => a - b)
  const steps = stepsOf(readings)
  let [step, status] = [0, 0]
  return instants.slice(0, -1).map((from, index) => {
    const to = instants[index + 1] ?? end
    while (step < steps.length - 1 && (steps[step]?.to ?? end) <= from) step += 1
    while (status < states.length && (states[status]?.at ?? end) <= from) status += 1
    const { energyMwh, powerW } = partOf(steps[step], from, to)
    return { from, to, energyMwh, powerW, currentA: null, state: stateOf(powerW, states[status - 1]?.state ?? null) }
  })
}

/** Energy at any instant by the line between the readings around it (KPI definitions 5). mWh. */
export function energyAt(readings: readonly EnergyReading[], at: number): number {
  const [first] = readings
  if (!first || at <= first.at) return first?.energyMwh ?? 0
  const next = readings.findIndex((reading) => reading.at >= at)
  const [before, after] = [readings[next - 1], readings[next]]
  if (!before || !after) return readings[readings.length - 1]?.energyMwh ?? 0
  return before.energyMwh + share(after.energyMwh - before.energyMwh, at - before.at, after.at - before.at)
}

interface Step {
  from: number
  to: number
  energyMwh: number
}

function stepsOf(readings: readonly EnergyReading[]): Step[] {
  return readings.slice(1).map(({ at, energyMwh }, index) => {
    const before = readings[index] ?? { at, energyMwh }
    return { from: before.at, to: at, energyMwh: energyMwh - before.energyMwh }
  })
}

/** Powers are those of the whole step, so that a cut by a status does not change them. */
function partOf(step: Step | undefined, from: number, to: number): { energyMwh: number; powerW: number } {
  if (!step || step.to <= from || step.from >= to) return { energyMwh: 0, powerW: 0 }
  const length = step.to - step.from
  const until = (at: number) => share(step.energyMwh, Math.min(Math.max(at - step.from, 0), length), length)
  return { energyMwh: until(to) - until(from), powerW: (step.energyMwh * 3600) / length }
}

function stateOf(powerW: number, told: IntervalState | null): IntervalState {
  if (powerW >= CHARGING_W) return 'charging'
  return told === null || told === 'charging' ? 'idle' : told
}
