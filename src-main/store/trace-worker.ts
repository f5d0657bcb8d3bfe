import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import type { KeptFrames } from '#contract/trace'
import { exportFrames } from './reads/frame-export'
import { readBookmarks, readFrame, readLine, readPartner, readTrace } from './reads/trace'
import { openSearchIndex } from './search/search-index'

/**
 * Searches raw frames, and indexes them, on a thread of its own: a search over a million frames holds up neither an
 * answer to a station, nor the history, nor a checkpoint. Its imports carry their file endings: tests run it unbundled.
 */
const { file, indexFile } = workerData as { file: string; indexFile: string }
const database = new Database(file, { readonly: true, timeout: 5_000 })
const index = openSearchIndex(database, indexFile)

const INDEX_MS = 100

function kept(): KeptFrames {
  const ends = database.prepare<[], { first: number | null; last: number; since: number | null }>(/* sql */ `
    select (select min(id) from frame where kept is null) as first, (select max(id) from frame) as last,
      (select at from frame where kept is null order by id limit 1) as since
  `).get()
  if (!ends || ends.first === null) return { frames: 0, bytes: 0, since: null }
  return { frames: ends.last - ends.first + 1, bytes: index.bytes(), since: ends.since }
}

const reads = {
  page: (request: Parameters<typeof readTrace>[2]) => readTrace(database, index, request),
  export: (request: Parameters<typeof exportFrames>[2]) => exportFrames(database, index, request),
  frame: (id: number) => readFrame(database, id),
  line: (id: number) => readLine(database, id),
  partner: (id: number) => readPartner(database, id),
  bookmarks: () => readBookmarks(database),
  kept,
  /** True: there is more to index. */
  extend: () => index.extend(performance.now() + INDEX_MS),
  firstWithin: (bytes: number) => index.firstWithin(bytes),
}

export type TraceReads = typeof reads
export type TraceReadRequest = { [Name in keyof TraceReads]: { name: Name; request: Parameters<TraceReads[Name]>[0] } }[keyof TraceReads]

export default function read({ name, request }: TraceReadRequest): unknown {
  // The union ties each request to its name; a table look-up loses that tie.
  const run = reads[name] as (request: unknown) => unknown
  return run(request)
}
