/** One measured number. It is printed as one line of JSON. */
export interface Figure {
  figure: string
  server: 'plugboard' | 'limit'
  unit: 'calls/s' | 'fps' | 'sessions/s' | 'µs' | 'ms' | 's' | 'MB'
  value: number
  /** Every run behind the median that `value` is. */
  runs: number[]
  /** Of the load: `{ stations: 50 }`. */
  [parameter: string]: unknown
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The nearest rank: the smallest value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function rounded(value: number): number {
  return value >= 1000 ? Math.round(value) : Math.round(value * 100) / 100
}
