import type { KeyedEvent } from '#contract/read-models'
import type { Clock } from '../ports'
import { createPacer } from './pacer'

/** A set of rows that windows mirror: first all of it, then what changed, conflated and never lost. */
export interface KeyedFeed<K extends string | number, V> {
  /** Rows with these keys may have changed, appeared or gone. */
  touch(keys: Iterable<K>): void
  /** Does anybody follow it? Nothing need be made ready for nobody. */
  readonly isWatched: boolean
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<KeyedEvent<V>, void>
}

export function createKeyedFeed<K extends string | number, V>(source: {
  clock: Clock
  all: () => V[]
  /** Null: the row is not, or no longer, part of the set. */
  read: (key: K) => V | null
}): KeyedFeed<K, V> {
  const subscribers = new Set<{ dirty: Set<K>; wake: () => void }>()

  return {
    get isWatched() {
      return subscribers.size > 0
    },
    touch(keys) {
      if (subscribers.size === 0) return
      const touched = [...keys]
      if (touched.length === 0) return
      for (const subscriber of subscribers) {
        for (const key of touched) subscriber.dirty.add(key)
        subscriber.wake()
      }
    },
    async *subscribe(signal) {
      const pacer = createPacer(source.clock, signal)
      const subscriber = { dirty: new Set<K>(), wake: pacer.wake }
      subscribers.add(subscriber)
      try {
        yield { kind: 'snapshot', rows: source.all() }
        while (await pacer.next()) {
          const keys = [...subscriber.dirty]
          subscriber.dirty.clear()
          yield patchOf(keys, source.read)
        }
      } finally {
        subscribers.delete(subscriber)
      }
    },
  }
}

function patchOf<K extends string | number, V>(keys: K[], read: (key: K) => V | null): KeyedEvent<V> {
  const upserts: V[] = []
  const removed: K[] = []
  for (const key of keys) {
    const row = read(key)
    if (row === null) removed.push(key)
    else upserts.push(row)
  }
  return { kind: 'patch', upserts, removed }
}
