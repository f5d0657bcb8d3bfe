import type { Clock } from '../ports'
import { createPacer, FEED_INTERVAL_MS } from './pacer'

/** One value that windows mirror whole: it is sent at once and again after each change. */
export interface ValueFeed<T> {
  touch(): void
  /** Does anybody follow it? Nothing need be made ready for nobody. */
  readonly isWatched: boolean
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<T, void>
}

export function createValueFeed<T>(source: { clock: Clock; read: () => T; intervalMs?: number }): ValueFeed<T> {
  const subscribers = new Set<() => void>()
  return {
    get isWatched() {
      return subscribers.size > 0
    },
    touch() {
      for (const wake of subscribers) wake()
    },
    async *subscribe(signal) {
      const pacer = createPacer(source.clock, signal, source.intervalMs ?? FEED_INTERVAL_MS)
      subscribers.add(pacer.wake)
      try {
        do yield source.read()
        while (await pacer.next())
      } finally {
        subscribers.delete(pacer.wake)
      }
    },
  }
}
