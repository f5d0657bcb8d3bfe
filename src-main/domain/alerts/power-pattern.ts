import { MINUTE_MS, type Setting } from './observation'

/** One reading of the power of a session. */
export interface PowerReading {
  at: number
  watts: number
}

export interface PowerHistory {
  /** Oldest first. */
  readings: readonly PowerReading[]
  /** When what limits the session was another last, by the same clock. Null: not while it was watched. */
  limitChangedAt: number | null
}

const DROP_MS = 2 * MINUTE_MS
const SWING_SHARE = 0.3
/** Power that counts as charging (KPI definitions 1.3). */
const FLOWING_W = 100

export interface PowerDrop {
  since: number
  fromW: number
  toW: number
}

/**
 * Power below a share of the mean of the minutes before, for two minutes, without a change of the limit (KPI definitions
 * 10). Needs readings that are no more than two minutes apart.
 */
export function powerDrop({ readings, limitChangedAt }: PowerHistory, { threshold, lookBack }: Setting): PowerDrop | null {
  const last = readings.at(-1)
  if (!last) return null
  for (let index = readings.length - 1; index > 0; index--) {
    const first = readings[index]
    if (!first || last.at - first.at < DROP_MS) continue
    const from = first.at - (lookBack ?? 5) * MINUTE_MS
    const before = readings.filter(({ at }) => at >= from && at < first.at)
    if (before.length < 2 || (limitChangedAt !== null && limitChangedAt >= from)) return null
    const mean = meanOf(before)
    const low = readings.slice(index)
    const isBelow = low.every(({ watts }) => watts < (mean * threshold) / 100)
    return isBelow && mean >= FLOWING_W ? { since: first.at, fromW: mean, toW: meanOf(low) } : null
  }
  return null
}

export interface PowerSwing {
  since: number
  changes: number
  leastW: number
  mostW: number
}

/** Changes of at least 30 % within the minutes that are looked back, without a change of the limit (KPI definitions 10). */
export function powerSwing({ readings, limitChangedAt }: PowerHistory, { threshold, lookBack }: Setting): PowerSwing | null {
  const last = readings.at(-1)
  if (!last) return null
  const from = last.at - (lookBack ?? 5) * MINUTE_MS
  if (limitChangedAt !== null && limitChangedAt >= from) return null
  const window = readings.filter(({ at }) => at >= from)
  const changes = window.slice(1).filter((reading, index) => isSwing(window[index]?.watts ?? 0, reading.watts)).length
  const watts = window.map((reading) => reading.watts)
  return changes >= threshold ? { since: window[0]?.at ?? last.at, changes, leastW: Math.min(...watts), mostW: Math.max(...watts) } : null
}

/** Of the larger one, so that down and up again count alike. */
function isSwing(before: number, after: number): boolean {
  const larger = Math.max(before, after)
  return larger >= FLOWING_W && Math.abs(after - before) >= SWING_SHARE * larger
}

const meanOf = (readings: readonly PowerReading[]) => readings.reduce((sum, { watts }) => sum + watts, 0) / Math.max(1, readings.length)
