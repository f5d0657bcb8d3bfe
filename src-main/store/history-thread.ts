import type { Piscina } from 'piscina'
import type { HistoryFilter } from '#contract/session-history'
import type { HistoryReader, HistoryRequest } from '../app/history-ports'
import type { Reader } from '../app/ports'
import type { HistoryReadRequest, HistoryReads } from './history-worker'
import { endThread, oneThread } from './one-thread'

export interface HistoryThread extends HistoryReader {
  /** After each commit; cheap. */
  committed(sessions: readonly { session: number }[]): void
  /** Many at once, not known which. */
  committedMany(): void
  close(): Promise<void>
}

/** A file of a million sessions leaves garbage of short life; a small nursery for it saved 130 of 300 MB, and time. */
const limits = { maxYoungGenerationSizeMb: 8 }

/** @param workerFile URL of `history-worker`, as built or as source. `plain` reads what an index of the database carries. */
export function openHistoryThread(databaseFile: string, workerFile: URL, plain: Reader['history']): HistoryThread {
  /** Begins when something is filtered: who never does, as most who run a handful of chargers, pays nothing. */
  let pool: Piscina | null = null
  let ready: Promise<unknown> = Promise.resolve()
  const changed = new Set<number>()
  let isAllChanged = false
  let jobs = 0

  function read<Name extends keyof HistoryReads>(name: Name, request: Parameters<HistoryReads[Name]>[0]) {
    const changes = { sessions: [...changed], all: isAllChanged }
    changed.clear()
    isAllChanged = false
    const isFirst = pool === null
    pool ??= oneThread(workerFile, { file: databaseFile }, limits)
    // The worker returns what the named read returns.
    const answer = pool.run({ name, request, changes } as HistoryReadRequest) as Promise<ReturnType<HistoryReads[Name]>>
    // A thread that is ended while it still loads the native module takes the process with it.
    if (isFirst) ready = answer.catch(() => null)
    return answer
  }

  return {
    page: (request) => (isPlain(request) ? plain(request.filter, request.cursor, request.limit) : read('page', request)),
    summary: (filter) => read('summary', filter),
    async *export({ filter, request, now }) {
      const job = ++jobs
      await read('beginExport', { filter, request, now, job })
      try {
        for (;;) {
          const piece = await read('nextOfExport', job)
          if (piece === null) return
          const { isLast, ...part } = piece
          yield part
          if (isLast) return
        }
      } finally {
        await read('endExport', job)
      }
    },
    committed(sessions) {
      // Before it begins nothing is known, so nothing can be out of date.
      if (pool !== null) for (const { session } of sessions) changed.add(session)
    },
    committedMany() {
      isAllChanged = pool !== null
    },
    async close() {
      await ready
      if (pool !== null) await endThread(pool)
    },
  }
}

/** The order of the index `session_history`, or that of one station. */
function isPlain({ filter, order }: HistoryRequest): boolean {
  const { station: _, ...others } = filter
  return order.by === 'start' && order.descending && isEverything({ station: null, ...others })
}

const isEverything = (filter: HistoryFilter): boolean =>
  Object.values(filter).every((value) => value == null || value === '' || (Array.isArray(value) && value.length === 0))
