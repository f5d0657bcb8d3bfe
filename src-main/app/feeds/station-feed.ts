import type { Clock } from '../ports'
import { createPacer } from './pacer'

/** A view of one station: read anew when it changed, and now and then, since much comes and goes with time alone. */
export interface StationFeed<View> {
  touch(station: string): void
  watch(station: string, signal: AbortSignal | undefined): AsyncGenerator<View, void>
}

export function createStationFeed<View>(parts: { clock: Clock; read: (station: string) => View; refreshMs: number }): StationFeed<View> {
  const { clock, read, refreshMs } = parts
  const watchers = new Map<string, Set<() => void>>()

  return {
    touch: (station) => watchers.get(station)?.forEach((wake) => wake()),
    async *watch(station, signal) {
      const pacer = createPacer(clock, signal)
      const own = watchers.get(station) ?? new Set()
      watchers.set(station, own.add(pacer.wake))
      let cancel = () => {}
      try {
        do {
          yield read(station)
          cancel()
          cancel = clock.after(refreshMs, pacer.wake)
        } while (await pacer.next())
      } finally {
        cancel()
        own.delete(pacer.wake)
      }
    },
  }
}
