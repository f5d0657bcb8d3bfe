import type { TraceReader } from '../app/trace-ports'
import type { TraceReadRequest, TraceReads } from './trace-worker'
import { endThread, oneThread } from './one-thread'

/** Frames that are worth a look of the index, and the pause between two. */
const FRAMES = 512
const REST_MS = 1_000

export interface TraceThread extends TraceReader {
  /** After each commit, with the number of frames that it stored; cheap. */
  committed(frames: number): void
  /** The first id that is kept when the newest `bytes` are. */
  firstWithin(bytes: number): Promise<number>
  close(): Promise<void>
}

/** @param workerFile URL of `trace-worker`, as built or as source. */
export function openTraceThread(databaseFile: string, workerFile: URL): TraceThread {
  const pool = oneThread(workerFile, { file: databaseFile, indexFile: `${databaseFile.replace(/\.sqlite$/, '')}-index.sqlite` })
  const read = <Name extends keyof TraceReads>(name: Name, request: Parameters<TraceReads[Name]>[0]) =>
    // The worker returns what the named read returns.
    pool.run({ name, request } as TraceReadRequest) as Promise<ReturnType<TraceReads[Name]>>
  // A thread that is ended while it still loads the native module takes the process with it.
  const ready = read('frame', 0).catch(() => null)

  // What an earlier run left behind is found by the first look.
  let waiting = FRAMES
  let resting: NodeJS.Timeout | undefined
  function extend(): void {
    waiting = 0
    resting = setTimeout(() => {
      void read('extend', undefined).then(
        (isMore) => {
          resting = undefined
          if (isMore || waiting >= FRAMES) extend()
        },
        // The index may lag: what it lacks is searched frame by frame.
        () => {
          resting = undefined
        },
      )
    }, REST_MS).unref()
  }

  return {
    page: (request) => read('page', request),
    export: (request) => read('export', request),
    frame: (id) => read('frame', id),
    line: (id) => read('line', id),
    partner: (id) => read('partner', id),
    bookmarks: () => read('bookmarks', undefined),
    kept: () => read('kept', undefined),
    firstWithin: (bytes) => read('firstWithin', bytes),
    committed(frames) {
      waiting += frames
      if (waiting >= FRAMES && resting === undefined) extend()
    },
    async close() {
      clearTimeout(resting)
      await ready
      await endThread(pool)
    },
  }
}
