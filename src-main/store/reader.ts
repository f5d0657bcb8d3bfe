import type { KpiReader } from '../app/kpi-ports'
import type { Reader } from '../app/ports'
import type { SignedReader } from '../app/signed-ports'
import type { ReadRequest, Reads } from './reader-worker'
import { endThread, oneThread } from './one-thread'

export interface ReaderThread extends Reader {
  kpi: KpiReader
  signed: SignedReader
  checkpoint(): Promise<void>
}

/** @param workerFile URL of `reader-worker`, as built or as source. */
export function openReader(databaseFile: string, workerFile: URL): ReaderThread {
  const pool = oneThread(workerFile, { file: databaseFile })
  const read = <Name extends keyof Reads>(name: Name, request: Parameters<Reads[Name]>[1]) =>
    // The worker returns what the named read returns.
    pool.run({ name, request } as ReadRequest) as Promise<ReturnType<Reads[Name]>>
  // A thread that is ended while it still loads the native module takes the process with it.
  const ready = read('samples', { session: 0 }).catch(() => null)
  return {
    history: (filter, cursor, limit) => read('history', { filter, cursor, limit }),
    samples: (session) => read('samples', { session }),
    told: (session) => read('told', { session }),
    course: (session) => read('course', { session }),
    pricesOver: (session, until, terms) => read('pricesOver', { session, until, terms }),
    priceAt: (session, at, terms) => read('priceAt', { session, at, terms }),
    pricingUse: () => read('pricingUse', undefined),
    statusHistory: (station, limit) => read('statusHistory', { station, limit }),
    kpi: {
      days: (request) => read('kpiDays', request),
      period: (request) => read('kpiPeriod', request),
      parts: (request) => read('kpiParts', request),
      timeline: (request) => read('kpiTimeline', request),
      failedAttempts: (request) => read('kpiFailedAttempts', request),
      errors: (request) => read('kpiErrors', request),
      uptime: (request) => read('kpiUptime', request),
      linkQuality: (request) => read('kpiLinkQuality', request),
    },
    billSessions: (request) => read('billSessions', request),
    billTouched: (request) => read('billTouched', request),
    billEntries: (request) => read('billEntries', request),
    signed: {
      session: (session) => read('signedSession', { session }),
      check: (request) => read('signedCheck', request),
    },
    checkpoint: () => read('checkpoint', undefined),
    async close() {
      await ready
      await endThread(pool)
    },
  }
}
