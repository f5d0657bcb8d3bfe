/** What ended sessions of a socket were like. */
export interface PastSession {
  durationMs: number
  energyWh: number
  /** Null: it had none, or in another currency. */
  price: number | null
}

export const anomalyFigures = ['duration', 'energy', 'price'] as const
export type AnomalyFigure = (typeof anomalyFigures)[number]

export interface Usual {
  from: number
  median: number
  to: number
  sessions: number
}

export type Habit = Record<AnomalyFigure, Usual | null>

export interface Anomaly {
  figure: AnomalyFigure
  value: number
  usual: Usual
  side: 'above' | 'below'
}

/** Fewer sessions are no habit. */
export const LEAST_SESSIONS = 20

/**
 * The range in which the figures of a socket's sessions lie: so many interquartile ranges beyond its quarters, and never
 * closer to the median than half of it, since a socket whose sessions are all alike has hardly any range.
 */
export function habitOf(past: readonly PastSession[], factor: number): Habit {
  const prices = past.flatMap(({ price }) => (price === null ? [] : [price]))
  return {
    duration: usual(past.map(({ durationMs }) => durationMs), factor),
    energy: usual(past.map(({ energyWh }) => energyWh), factor),
    price: usual(prices, factor),
  }
}

function usual(values: readonly number[], factor: number): Usual | null {
  if (values.length < LEAST_SESSIONS) return null
  const sorted = [...values].sort((a, b) => a - b)
  const [low, median, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  const margin = factor * (high - low)
  const near = median / 2
  return { from: Math.min(low - margin, median - near), median, to: Math.max(high + margin, median + near), sessions: values.length }
}

/** Of sorted values, between the two neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

/** What is far outside. While a session runs it can only be too much. */
export function anomaliesOf(session: { durationMs: number; energyWh: number; price: number | null; isEnded: boolean }, habit: Habit): Anomaly[] {
  const values: Record<AnomalyFigure, number | null> = { duration: session.durationMs, energy: session.energyWh, price: session.price }
  return anomalyFigures.flatMap((figure): Anomaly[] => {
    const value = values[figure]
    const known = habit[figure]
    if (value === null || known === null) return []
    if (value > known.to) return [{ figure, value, usual: known, side: 'above' }]
    return session.isEnded && value < known.from ? [{ figure, value, usual: known, side: 'below' }] : []
  })
}
