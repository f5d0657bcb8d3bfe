import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import type { HistoryRequest } from '../app/history-ports'
import type { SessionExportRequest } from '#contract/session-export'
import type { HistoryFilter } from '#contract/session-history'
import { sessionExports } from './history/export/session-export'
import { type Changes, openHistoryIndex } from './history/history-index'
import { pageOf } from './history/page-of'
import { summaryOf } from './history/summary'
import { readRows } from './reads/history'

/** Filters, sorts and sums up ended sessions on a thread of its own, see `docs/adr/018-history-in-columns.md`. */
const { file } = workerData as { file: string }
const database = new Database(file, { readonly: true, timeout: 5_000 })
const index = openHistoryIndex(database)
const exports = sessionExports(database)

const reads = {
  page({ filter, ...request }: HistoryRequest) {
    const { held, selection } = index.find(filter)
    const { sessions, next } = pageOf(held.columns, selection, request)
    return { rows: readRows(database, sessions), next }
  },
  summary(filter: HistoryFilter) {
    const { held, selection } = index.find(filter)
    return summaryOf(held, selection)
  },
  beginExport({ filter, ...begun }: { filter: HistoryFilter; job: number; request: SessionExportRequest; now: number }) {
    exports.begin(begun, index.find(filter).selection)
  },
  nextOfExport: (job: number) => exports.next(job),
  endExport: (job: number) => exports.end(job),
}

export type HistoryReads = typeof reads
export type HistoryReadRequest = {
  [Name in keyof HistoryReads]: { name: Name; request: Parameters<HistoryReads[Name]>[0]; changes: Changes }
}[keyof HistoryReads]

export default function read({ name, request, changes }: HistoryReadRequest): unknown {
  index.note(changes)
  // The union ties each request to its name; a table look-up loses that tie.
  const run = reads[name] as (request: unknown) => unknown
  return run(request)
}
