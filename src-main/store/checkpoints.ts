/** More often moves too little at a time; less often lets the log grow. */
const INTERVAL_MS = 250

/**
 * Moves what was committed from the write-ahead log into the database, on another thread. SQLite would do it within the
 * commit that makes the log full, and every station would wait for it: a tenth of a second on a slow disk.
 */
export interface Checkpoints {
  /** After each commit; cheap. */
  committed(): void
}

export function createCheckpoints(checkpoint: () => Promise<void>): Checkpoints {
  let isRunning = false
  let lastAt = 0
  return {
    committed() {
      if (isRunning || performance.now() - lastAt < INTERVAL_MS) return
      isRunning = true
      lastAt = performance.now()
      // One that fails, for want of room or because the store is closing, has lost nothing: the log still holds it all.
      void checkpoint().catch(() => undefined).finally(() => {
        isRunning = false
      })
    },
  }
}
