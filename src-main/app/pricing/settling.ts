import type { PriceReason } from '#contract/pricing'
import type { Course } from '../../domain/course/course'
import type { Session } from '../../domain/session'
import { type Log, StorageFullError } from '../ports'
import type { Settlement } from '../pricing-ports'

/** What always fails is left at some time, so that the log does not fill with it. A full disk does not count. */
const MOST_FAILURES = 10

export interface ToSettle {
  session: Session
  course: Course
  reason: PriceReason
}

/** Ended sessions whose price is to be recorded. */
export interface Settling {
  /** It is recorded in a later round of the loop, or with `settle`. */
  put(entry: ToSettle): void
  has(session: number): boolean
  /** Why its price could not be recorded yet; null: nothing failed. */
  failureOf(session: number): Error | null
  settle(isWanted?: (session: Session) => boolean): void
  /** What failed before as well. */
  settleAll(): void
}

export function createSettling(parts: {
  log: Log
  /** Null: nothing is to be recorded. */
  settlementOf: (entry: ToSettle) => Settlement | null
  save: (settlements: readonly Settlement[]) => void
  settled: (settlements: readonly Settlement[]) => void
}): Settling {
  const { log } = parts
  const waiting = new Map<number, ToSettle>()
  const failed = new Map<number, { entry: ToSettle; failures: number; error: Error }>()
  let isScheduled = false

  function put(entry: ToSettle): void {
    waiting.set(entry.session.session, entry)
    if (isScheduled) return
    isScheduled = true
    // Stations are answered first.
    setImmediate(() => {
      isScheduled = false
      try {
        settle()
      } catch (thrown) {
        log.error('what follows from recorded prices failed', { error: String(thrown) })
      }
    })
  }

  function settle(isWanted: (session: Session) => boolean = () => true): void {
    const entries = [...waiting.values()].filter(({ session }) => isWanted(session))
    for (const { session } of entries) waiting.delete(session.session)
    if (entries.length > 0) record(entries)
  }

  function record(entries: readonly ToSettle[]): void {
    const made = entries.flatMap((entry) => {
      try {
        const settlement = parts.settlementOf(entry)
        if (settlement === null) failed.delete(entry.session.session)
        return settlement ? [{ entry, settlement }] : []
      } catch (error) {
        fail(entry, error)
        return []
      }
    })
    if (made.length === 0) return
    const settlements = made.map(({ settlement }) => settlement)
    try {
      parts.save(settlements)
    } catch (error) {
      // One that cannot be stored must not keep the others from it.
      if (made.length > 1 && !(error instanceof StorageFullError)) made.forEach(({ entry }) => record([entry]))
      else made.forEach(({ entry }) => fail(entry, error))
      return
    }
    for (const { session } of settlements) failed.delete(session)
    parts.settled(settlements)
  }

  function fail(entry: ToSettle, thrown: unknown): void {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const { session } = entry.session
    const before = failed.get(session)?.failures ?? 0
    if (error instanceof StorageFullError) return void failed.set(session, { entry, failures: before, error })
    const failures = before + 1
    const isLeft = failures >= MOST_FAILURES
    if (isLeft) failed.delete(session)
    else failed.set(session, { entry, failures, error })
    const text = isLeft ? 'the price of a session could not be recorded, and is left' : 'the price of a session could not be recorded; it is tried again'
    log.error(text, { session, error: String(error) })
  }

  return {
    put,
    has: (session) => waiting.has(session) || failed.has(session),
    failureOf: (session) => failed.get(session)?.error ?? null,
    settle,
    settleAll() {
      // What was told since goes before.
      for (const [session, { entry }] of failed) if (!waiting.has(session)) waiting.set(session, entry)
      settle()
    },
  }
}
