import { commitOf, newDraft } from './draft'
import type { Commit, Store } from './ports'

/** Readings of one message beyond which they are stored ahead of it; a transaction of as many takes ten milliseconds. */
const MOST_AT_ONCE = 2_000

/**
 * A stop of 4 MiB holds fifty thousand readings. In one transaction all stations would wait for a third of a second, so
 * they are stored ahead in pieces, with other turns in between, and the stop itself after them. A reading is stored
 * once whatever comes (quirk T06), so one that breaks off half way has lost nothing: the station was not answered.
 */
export const isToStoreAhead = (samples: Commit['samples'], nextSessionId: number): boolean =>
  samples.reduce((sum, entry) => sum + entry.samples.length, 0) > MOST_AT_ONCE
  // Readings without their session would be nobody's, if it never came.
  && samples.every(({ session }) => session < nextSessionId)

/** @throws StorageFullError */
export async function storeAhead(store: Store, samples: Commit['samples']): Promise<void> {
  for (const entry of samples) {
    for (let at = 0; at < entry.samples.length; at += MOST_AT_ONCE) {
      const piece = { session: entry.session, samples: entry.samples.slice(at, at + MOST_AT_ONCE) }
      store.commit({ ...commitOf(newDraft(0)), samples: [piece] })
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
