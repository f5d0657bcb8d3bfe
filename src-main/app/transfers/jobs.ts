import type { TransferRow } from '#contract/transfers'
import { advance, isOver, type TransferEvent } from '../../domain/transfer-job'
import type { StationMessage } from '../../domain/station-message'
import { createKeyedFeed } from '../feeds/keyed-feed'
import type { Clock, Log } from '../ports'
import type { FileDoors, TransferStore } from '../transfer-ports'

const KEEP_MS = 90 * 86_400_000

/** The transfers that are and were, kept in step with the disk and with the doors. */
export function createTransferJobs(parts: {
  clock: Clock
  log: Log
  store: TransferStore
  doors: FileDoors
  /** A transfer was done: what its station was given has worked. */
  worked: (row: TransferRow) => void
}) {
  const { clock, log, store, doors } = parts
  const rows = new Map(store.all().map((row) => [row.transfer, row]))
  /** Their files are being deleted. */
  const leaving = new Set<number>()
  const feed = createKeyedFeed<number, TransferRow>({
    clock,
    all: () => [...rows.values()].sort((a, b) => b.transfer - a.transfer),
    read: (key) => rows.get(key) ?? null,
  })
  // Its door went with the console that opened it.
  for (const row of rows.values()) if (!isOver(row)) keep({ ...row, state: 'failed', reason: 'restarted', endedAt: clock.now() })

  function keep(row: TransferRow): void {
    rows.set(row.transfer, row)
    store.save(row)
    feed.touch([row.transfer])
  }

  function take(transfer: number, event: TransferEvent): TransferRow | null {
    const before = rows.get(transfer)
    if (!before) return null
    const after = advance(before, event)
    if (after === before) return before
    rows.set(transfer, after)
    feed.touch([transfer])
    if (!isSameToKeep(before, after)) save(after)
    if (isOver(after) && !isOver(before)) {
      void doors.shut(transfer).catch((error: unknown) => log.error('a door did not close', { transfer, error: String(error) }))
      if (after.state === 'done') parts.worked(after)
    }
    return after
  }

  /** A full disk must not lose the course of a transfer; it is written with its next step. */
  function save(row: TransferRow): void {
    try {
      store.save(row)
    } catch (error) {
      log.warn('a transfer could not be stored', { transfer: row.transfer, error: String(error) })
    }
  }

  const open = () => [...rows.values()].filter((row) => !isOver(row))
  const newest = (station: string, isFirmware: boolean) =>
    open().filter((row) => row.station === station && (row.kind === 'firmware') === isFirmware).at(-1)

  return {
    feed,
    keep,
    take,
    get: (transfer: number) => rows.get(transfer) ?? null,
    nextId: () => Math.max(0, ...rows.keys()) + 1,
    open,
    /** What a station says that concerns its transfers. */
    told(station: string, message: StationMessage, at: number) {
      // Called for every message of every station: most have nothing to do with files.
      if (message.kind !== 'boot' && message.kind !== 'firmware-status' && message.kind !== 'log-status') return
      const isFirmware = message.kind !== 'log-status'
      const row = newest(station, isFirmware)
      if (!row) return
      if (message.kind === 'boot') return void take(row.transfer, { kind: 'boot', at, firmware: message.firmware })
      // With a request id it may be about an older one, which is over; without one it is about the newest.
      const meant = message.requestId !== null && rows.has(message.requestId) ? message.requestId : row.transfer
      take(meant, { kind: 'status', at, status: message.status, requestId: message.requestId })
    },
    tick() {
      for (const row of open()) take(row.transfer, { kind: 'tick', at: clock.now() })
    },
    /** What ended 90 days ago goes, with its files. */
    clean() {
      for (const { transfer, endedAt } of rows.values()) {
        if (endedAt === null || endedAt >= clock.now() - KEEP_MS) continue
        forget(transfer).catch((error: unknown) => log.warn('a transfer could not be forgotten', { transfer, error: String(error) }))
      }
    },
    forget,
  }

  async function forget(transfer: number): Promise<void> {
    if (leaving.has(transfer)) return
    leaving.add(transfer)
    try {
      await doors.forget(transfer)
      // Somebody may have forgotten it meanwhile; the store is asked once.
      if (!rows.delete(transfer)) return
      store.remove(transfer)
      feed.touch([transfer])
    } finally {
      leaving.delete(transfer)
    }
  }
}

export type TransferJobs = ReturnType<typeof createTransferJobs>

/** Progress and repetitions come by the hundred, and the last of them is written with what follows. */
function isSameToKeep(before: TransferRow, after: TransferRow): boolean {
  const states = (row: TransferRow) =>
    `${row.state} ${row.failures} ${row.statuses.length} ${row.files.map(({ name, state }) => `${name} ${state}`).join()}`
  return states(before) === states(after)
}
