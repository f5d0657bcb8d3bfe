import type { StationEntry } from './working-set'

/** A station that knocks for the first time and waits to be stored. */
export interface Newcomer {
  entry: StationEntry
  /** False: there is no room for it. */
  resolve(isStored: boolean): void
  reject(error: unknown): void
}

/** Stored with the next turn, all that came until then together: a whole depot may be new at once. */
export interface Newcomers {
  readonly size: number
  /** Settles when the turn that took it is on disk. Who knocks twice, in whatever case (quirk C06), joins once. */
  join(entry: StationEntry): Promise<boolean>
  take(): Newcomer[]
}

export function createNewcomers(nudge: () => void): Newcomers {
  const waiting = new Map<string, Newcomer & { stored: Promise<boolean> }>()
  return {
    get size() {
      return waiting.size
    },
    join(entry) {
      const key = entry.station.station.toLowerCase()
      const known = waiting.get(key)
      if (known) return known.stored
      const { promise: stored, resolve, reject } = Promise.withResolvers<boolean>()
      waiting.set(key, { entry, stored, resolve, reject })
      nudge()
      return stored
    },
    take() {
      const taken = [...waiting.values()]
      waiting.clear()
      return taken
    },
  }
}
