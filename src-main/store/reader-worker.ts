import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { readBillEntries, readBillSessions, readBillTouched } from './reads/bills'
import { readHistory } from './reads/history'
import { kpiDays } from './reads/kpi-days'
import { kpiHistory } from './reads/kpi-history'
import { kpiParts } from './reads/kpi-parts'
import { kpiPeriods } from './reads/kpi-periods'
import { readPriceAt, readPricesOver, readPricingUse } from './reads/prices'
import { readSamples, readStatusHistory } from './reads/samples'
import { signedReads } from './reads/signed'
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

/** Many statements, of which most who read a trace need none. */
const kpi = lazy(() => ({ ...kpiDays(database), ...kpiPeriods(database), ...kpiParts(database), ...kpiHistory(database) }))
const signed = lazy(() => signedReads(database))

const reads = {
  history: readHistory,
  samples: readSamples,
  told: readTold,
  course: readCourse,
  pricesOver: readPricesOver,
  priceAt: readPriceAt,
  pricingUse: readPricingUse,
  statusHistory: readStatusHistory,
  kpiDays: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['days']>[0]) => kpi().days(request),
  kpiPeriod: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['period']>[0]) => kpi().period(request),
  kpiParts: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['parts']>[0]) => kpi().parts(request),
  kpiTimeline: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['timeline']>[0]) => kpi().timeline(request),
  kpiFailedAttempts: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['failedAttempts']>[0]) => kpi().failedAttempts(request),
  kpiErrors: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['errors']>[0]) => kpi().errors(request),
  kpiUptime: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['uptime']>[0]) => kpi().uptime(request),
  kpiLinkQuality: (_: Database.Database, request: Parameters<ReturnType<typeof kpi>['linkQuality']>[0]) => kpi().linkQuality(request),
  billSessions: readBillSessions,
  billTouched: readBillTouched,
  billEntries: readBillEntries,
  signedSession: (_: Database.Database, request: Parameters<ReturnType<typeof signed>['session']>[0]) => signed().session(request),
  signedCheck: (_: Database.Database, request: Parameters<ReturnType<typeof signed>['check']>[0]) => signed().check(request),
  checkpoint,
}

export type Reads = typeof reads
export type ReadRequest = { [Name in keyof Reads]: { name: Name; request: Parameters<Reads[Name]>[1] } }[keyof Reads]

export default function read({ name, request }: ReadRequest): unknown {
  // The union ties each request to its name; a table look-up loses that tie.
  const run = reads[name] as (database: Database.Database, request: unknown) => unknown
  return run(database, request)
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
