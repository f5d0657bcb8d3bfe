/** Each checkpoint makes the disk busy, and a commit meanwhile slow: so not for a few messages. About 10 MB of log. */
const FRAMES = 500
/** Under load they come that fast; then it is time that keeps them apart. */
const INTERVAL_MS = 250

/**
 * Moves what was committed from the write-ahead log into the database, on another thread. SQLite would do it within the
 * commit that makes the log full, and every station would wait for it: a tenth of a second on a slow disk.
 */
export interface Checkpoints {
  /** After each commit, with the number of frames that it stored; cheap. */
  committed(frames: number): void
}

export function createCheckpoints(checkpoint: () => Promise<void>): Checkpoints {
  let isRunning = false
  let lastAt = 0
  let waiting = 0
  return {
    committed(frames) {
      waiting += frames
      if (isRunning || waiting < FRAMES || performance.now() - lastAt < INTERVAL_MS) return
      isRunning = true
      waiting = 0
      lastAt = performance.now()
      // One that fails, for want of room or because the store is closing, has lost nothing: the log still holds it all.
      void checkpoint().catch(() => undefined).finally(() => {
        isRunning = false
      })
    },
  }
}
