import { share } from './money'

/**
 * What a session did, as far as its price needs it. `idle`: connected without energy, and nothing says whose side it is;
 * what is unclear is not billed.
 */
export type IntervalState = 'charging' | 'suspended-ev' | 'suspended-evse' | 'idle'

/** A part of a session in which state and power were the same. Energy flows evenly in it (KPI definitions 5). */
export interface PricedInterval {
  from: number
  to: number
  energyMwh: number
  state: IntervalState
  /** Null: as the energy and the time say. */
  powerW: number | null
  /** Sum over the phases. Null: the station did not tell. */
  currentA: number | null
}

export interface Reservation {
  from: number
  /** When the session began, or when it expired. */
  to: number
  /** Expired: no session came of it. */
  outcome: 'used' | 'expired'
}

/** Instants are epoch milliseconds. */
export interface PricedSession {
  start: number
  /** Of a running session: now. */
  end: number
  /** In order and without overlap; what none of them covers was idle. */
  intervals: readonly PricedInterval[]
  /** Of the site, e.g. "Europe/Berlin". */
  timeZone: string
  reservation?: Reservation | null
}

/** The session as it was at an instant: what comes later is cut off. For a playback and for a price while it runs. */
export function sessionUntil(session: PricedSession, at: number): PricedSession {
  if (at >= session.end) return session
  const end = Math.max(at, session.start)
  return { ...session, end, intervals: session.intervals.flatMap((interval) => clipped(interval, session.start, end)) }
}

/** Its intervals from start to end, without holes. */
export function coveredIntervals({ start, end, intervals }: PricedSession): PricedInterval[] {
  const covered: PricedInterval[] = []
  let at = start
  for (const interval of intervals.flatMap((one) => clipped(one, start, end))) {
    if (interval.from > at) covered.push(idleBetween(at, interval.from))
    covered.push(interval)
    at = interval.to
  }
  if (at < end || covered.length === 0) covered.push(idleBetween(at, end))
  return covered
}

const idleBetween = (from: number, to: number): PricedInterval => ({
  from, to, energyMwh: 0, state: 'idle', powerW: 0, currentA: null,
})

/** Clipping keeps the power, which the energy and the time of a part could say less exactly. */
function clipped(interval: PricedInterval, start: number, end: number): PricedInterval[] {
  const from = Math.max(interval.from, start)
  const to = Math.min(interval.to, end)
  if (from === interval.from && to === interval.to) return [interval]
  if (from >= to) return []
  const energyMwh = energyUntil(interval, to) - energyUntil(interval, from)
  return [{ ...interval, from, to, energyMwh, powerW: powerOf(interval) }]
}

/** Energy of an interval up to an instant in it. */
export function energyUntil({ from, to, energyMwh }: PricedInterval, at: number): number {
  return at >= to ? energyMwh : share(energyMwh, at - from, to - from)
}

/** W. Null: not told, and the interval has no length to compute it from. */
export function powerOf({ from, to, energyMwh, powerW }: PricedInterval): number | null {
  if (powerW !== null) return powerW
  return to > from ? (energyMwh * 3600) / (to - from) : null
}
