import type { Clock } from '../ports'

/** A window gets at most ten patches a second. */
export const FEED_INTERVAL_MS = 100

/**
 * Paces one subscriber: `next` resolves true once something woke it and the last turn is long enough ago, false when the
 * subscription ended. While the subscriber is busy, wake-ups are kept as one.
 */
export interface Pacer {
  wake(): void
  next(): Promise<boolean>
}

export function createPacer(clock: Clock, signal: AbortSignal | undefined, intervalMs = FEED_INTERVAL_MS): Pacer {
  let isAwake = false
  let lastAt = -Infinity
  let resume: (() => void) | null = null
  const wake = () => {
    isAwake = true
    resume?.()
  }
  signal?.addEventListener('abort', () => resume?.(), { once: true })

  const until = (arm: (done: () => void) => () => void) =>
    new Promise<void>((resolve) => {
      const disarm = arm(() => {
        disarm()
        resume = null
        resolve()
      })
    })

  return {
    wake,
    async next() {
      const restMs = lastAt + intervalMs - clock.now()
      if (restMs > 0 && !signal?.aborted) {
        await until((done) => {
          const cancel = clock.after(restMs, () => done())
          // Only the end of the subscription cuts the pause short.
          resume = () => signal?.aborted && done()
          return cancel
        })
      }
      if (!isAwake && !signal?.aborted) {
        await until((done) => {
          resume = done
          return () => undefined
        })
      }
      isAwake = false
      lastAt = clock.now()
      return !signal?.aborted
    },
  }
}
