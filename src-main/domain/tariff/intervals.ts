import { share } from './money'
import type { IntervalState, PricedInterval } from './priced-session'

/** Power that counts as charging (KPI definitions 7). */
const CHARGING_W = 100

export interface EnergyReading {
  at: number
  /** Validated energy of the session so far. */
  energyMwh: number
  /** As measured at that instant; null or missing: not told. */
  powerW?: number | null
  /** Sum over the phases. */
  currentA?: number | null
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
 * The intervals of a session out of its curve and its statuses. A register that moves, or a power that was measured, is
 * charging, whatever the status says (quirk S05). Between two readings that show neither it is not charging, and without
 * a status of either side it is unclear whose doing that is (KPI definitions 7). Where no readings are, the status counts.
 */
export function intervalsOf({ start, end, readings, states }: MeasuredSession): PricedInterval[] {
  const within = (at: number) => at > start && at < end
  const cuts = [...readings, ...states].map(({ at }) => at).filter(within)
  const instants = [...new Set([start, ...cuts, end])].sort((a, b) => a - b)
  const steps = stepsOf(readings)
  let [step, status] = [0, 0]
  return instants.slice(0, -1).map((from, index) => {
    const to = instants[index + 1] ?? end
    while ((steps[step]?.to ?? Infinity) <= from) step += 1
    while ((states[status]?.at ?? Infinity) <= from) status += 1
    const told = states[status - 1]?.state ?? null
    const current = steps[step]
    if (!current || current.from >= to) return { from, to, energyMwh: 0, powerW: null, currentA: null, state: told ?? 'idle' }
    const { powerW, currentA } = current
    return { from, to, energyMwh: energyIn(current, from, to), powerW, currentA, state: stateOf(current, told) }
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

/** From one reading to the next. */
interface Step {
  from: number
  to: number
  energyMwh: number
  /** By the register. */
  derivedW: number
  /** The mean of what was measured at both ends, else as derived. */
  powerW: number
  currentA: number | null
}

function stepsOf(readings: readonly EnergyReading[]): Step[] {
  return readings.slice(1).flatMap((after, index): Step[] => {
    const before = readings[index] ?? after
    if (after.at <= before.at) return []
    const energyMwh = after.energyMwh - before.energyMwh
    const derivedW = (energyMwh * 3600) / (after.at - before.at)
    const powerW = meanOf(before.powerW, after.powerW) ?? derivedW
    return [{ from: before.at, to: after.at, energyMwh, derivedW, powerW, currentA: meanOf(before.currentA, after.currentA) }]
  })
}

function meanOf(one: number | null | undefined, other: number | null | undefined): number | null {
  return one == null || other == null ? null : (one + other) / 2
}

/** The parts of a step add up to it, however it is cut. */
function energyIn({ from: start, to: end, energyMwh }: Step, from: number, to: number): number {
  const until = (at: number) => share(energyMwh, Math.min(Math.max(at - start, 0), end - start), end - start)
  return until(to) - until(from)
}

function stateOf({ derivedW, powerW }: Step, told: IntervalState | null): IntervalState {
  if (Math.max(derivedW, powerW) >= CHARGING_W) return 'charging'
  return told === null || told === 'charging' ? 'idle' : told
}
