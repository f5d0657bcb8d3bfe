/** KPI definitions 1.4. Null: there were no attempts. */
export const successRate = ({ attempts, started }: { attempts: number; started: number }): number | null => shareOf(started, attempts)

/** Without the attempts that the user is to blame for. */
export const technicalRate = ({ attempts, started, byUser }: { attempts: number; started: number; byUser: number }): number | null =>
  shareOf(started, attempts - byUser)

/** Null where there is nothing to divide by: shown as n/a, never as 0 or 100 % (KPI definitions 0). */
export const shareOf = (part: number, whole: number): number | null => (whole <= 0 ? null : part / whole)

export function medianOf(values: ArrayLike<number>): number | null {
  const { length } = values
  if (length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[length >> 1] ?? 0
  return length % 2 === 1 ? upper : ((sorted[(length >> 1) - 1] ?? upper) + upper) / 2
}

/** The value that a share of all do not exceed. */
export function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
