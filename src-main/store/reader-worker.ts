import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { readHistory } from './reads/history'
import { readPriceAt, readPricesOver } from './reads/prices'
import { readSamples, readStatusHistory } from './reads/samples'
import { readCourse, readTold } from './reads/told'

/**
 * Runs on a thread of its own with a read-only connection, so that a long query never holds up an answer to a station.
 * Checkpoints run here for the same reason, see `checkpoints.ts`.
 */
const { file } = workerData as { file: string }
const database = new Database(file, { readonly: true, timeout: 5_000 })

/** Only checkpoints write; the reads cannot, whatever they are asked. */
let writable: Database.Database | null = null

function checkpoint(): void {
  if (writable === null) {
    writable = new Database(file, { timeout: 0 })
    writable.pragma('synchronous = FULL')
  }
  // Passive: it neither waits for anybody nor holds anybody up.
  writable.pragma('wal_checkpoint(PASSIVE)')
}

const reads = {
  history: readHistory,
  samples: readSamples,
  told: readTold,
  course: readCourse,
  pricesOver: readPricesOver,
  priceAt: readPriceAt,
  statusHistory: readStatusHistory,
  checkpoint,
}

export type Reads = typeof reads
export type ReadRequest = { [Name in keyof Reads]: { name: Name; request: Parameters<Reads[Name]>[1] } }[keyof Reads]

export default function read({ name, request }: ReadRequest): unknown {
  // The union ties each request to its name; a table look-up loses that tie.
  const run = reads[name] as (database: Database.Database, request: unknown) => unknown
  return run(database, request)
}
