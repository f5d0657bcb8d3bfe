const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A channel that cannot be reached is tried for about two days: a weekend without internet loses nothing. */
const waitsMs = [30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS]

/** When a delivery that failed so often is tried again. Null: it is given up. */
export const nextTryAfter = (attempts: number, now: number): number | null => {
  const wait = waitsMs[attempts - 1]
  return wait === undefined ? null : now + wait
}

/** What comes together is one message: a power cut is one mail, not one for each charger. */
export const gatherMs = { email: 30_000, webhook: 1_000, mqtt: 1_000, desktop: 0 } as const

/** No message grows without end. */
export const mostAlertsInOne = 200
