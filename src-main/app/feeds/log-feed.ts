import type { Clock } from '../ports'
import { createPacer } from './pacer'

/** At most this many entries go out at once; a window cannot show more in a tenth of a second. */
export const LOG_BURST = 300

/** A stream of entries: windowed, and it says how many were left out. */
export interface LogFeed<T> {
  push(entries: readonly T[]): void
  /** Does anybody follow it? Nothing need be made ready for nobody. */
  readonly isWatched: boolean
  subscribe(filter: (entry: T) => boolean, signal: AbortSignal | undefined): LogSubscription<T>
}

export interface LogSubscription<T> {
  /** Yields from the moment of the call to `subscribe` on, so that nothing falls between a snapshot and the feed. */
  [Symbol.asyncIterator](): AsyncGenerator<{ entries: T[]; omitted: number }, void>
}

export function createLogFeed<T>(clock: Clock): LogFeed<T> {
  const subscribers = new Set<{ take(entries: readonly T[]): void }>()
  return {
    get isWatched() {
      return subscribers.size > 0
    },
    push(entries) {
      if (entries.length === 0) return
      for (const subscriber of subscribers) subscriber.take(entries)
    },
    subscribe(filter, signal) {
      const pacer = createPacer(clock, signal)
      let waiting: T[] = []
      let omitted = 0
      const subscriber = {
        take(entries: readonly T[]) {
          const matching = entries.filter(filter)
          if (matching.length === 0) return
          waiting = [...waiting, ...matching]
          const excess = waiting.length - LOG_BURST
          if (excess > 0) {
            // The newest are what a person watching a stream wants to see.
            waiting = waiting.slice(excess)
            omitted += excess
          }
          pacer.wake()
        },
      }
      subscribers.add(subscriber)
      signal?.addEventListener('abort', () => subscribers.delete(subscriber), { once: true })
      return {
        async *[Symbol.asyncIterator]() {
          try {
            while (await pacer.next()) {
              const entries = waiting
              const left = omitted
              waiting = []
              omitted = 0
              yield { entries, omitted: left }
            }
          } finally {
            subscribers.delete(subscriber)
          }
        },
      }
    },
  }
}
