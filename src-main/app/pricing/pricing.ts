import type { PriceShown, SessionPolicy, SessionPricing } from '#contract/pricing'
import type { Course } from '../../domain/course/course'
import { isOpen, type Session } from '../../domain/session'
import { priceNow } from '../../domain/tariff/price-now'
import { type PaidNow, paidNow } from '../../domain/tariff/price-words'
import { pricedSessionOf } from '../../domain/tariff/priced-course'
import type { Courses } from '../courses'
import { FaultError } from '../fault-error'
import type { Clock, Log, Store } from '../ports'
import type { PolicyRow, Settlement } from '../pricing-ports'
import type { WorkingSet } from '../working-set'
import { createLivePrices } from './live-prices'
import { priceOf, timeZoneOf } from './price-of'
import type { PricingBook } from './pricing-book'
import { correctionsOf } from './settlement'
import { createSettling, type ToSettle } from './settling'
import { entityName, subjectAtStart, subjectKey } from './subject'

const AT_A_TIME = 100

/** What sessions cost: found a tariff when they begin, shown while they run, recorded when they have ended. */
export interface Pricing {
  /** The tariffs of sessions that begin in a turn, to be stored with it. Ids from `firstNew` on are new. */
  policiesOf(sessions: readonly Session[], firstNew: number): PolicyRow[]
  adopt(rows: readonly PolicyRow[]): void
  /** After a commit. */
  committed(sessions: readonly Session[]): void
  /** A session has ended, or was told more afterwards. It is recorded a moment later, or with `settle`. */
  concluded(session: Session, course: Course): void
  /** Of those only whose price cannot wait. */
  settle(isWanted: (session: Session) => boolean): void
  /** All that waits. */
  settleAll(): void
  shown(session: Session): PriceShown | null
  /** Null: none was assigned when it began. */
  policy(session: Session): SessionPolicy | null
  view(session: Session): Promise<SessionPricing>
  /** Null: it has ended, or no tariff is known. */
  paidNow(session: Session): PaidNow | null
  /** Records the price anew, by the tariffs that apply to the time of the session. @throws FaultError */
  priceAgain(session: Session): Promise<void>
  /** Reads what was left out before the start. */
  catchUp(): void
}

export function createPricing(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  book: PricingBook
  courses: () => Courses
  sessionOf: (id: number) => Session | null
  changed: (sessions: readonly Session[]) => void
}): Pricing {
  const { clock, log, set, book } = parts
  const store = parts.store.pricing
  const live = createLivePrices({
    clock,
    sessionOf: parts.sessionOf,
    courseOf: (session) => parts.courses().current(session),
    price(session, course) {
      const price = priceOf({ book, store, set, session, course, policy: policyOf(session) })
      return price && { amount: price.invoice.gross, currency: price.currency, isFinal: false }
    },
    changed: parts.changed,
  })
  const reading = new Set<number>()

  function found(session: Session): PolicyRow {
    const policy = book.find(subjectAtStart(session, { set, store }), session.startedAt)
    return {
      session: session.session,
      subject: subjectKey(session),
      policy: policy && { ...policy, entityName: entityName(policy, set) },
    }
  }

  function settlementOf({ session, course, reason }: ToSettle): Settlement | null {
    const row = book.policies.get(session.session) ?? store.policy(session.session)
    if (row === null && reason !== 'asked') return null
    // Told later whose it is, corrected by a person, or asked for: the tariff of its own time is found anew.
    const isSame = reason !== 'asked' && row?.subject === subjectKey(session)
    const now = isSame ? row : found(session)
    const policy = now?.policy ?? null
    const price = priceOf({ book, store, set, session, course, policy })
    const records = correctionsOf({ session, records: store.records(session.session), policy, price, reason, at: clock.now() })
    const shown = price && { amount: price.invoice.gross, currency: price.currency }
    return { session: session.session, at: clock.now(), policy: isSame ? null : now, records, shown }
  }

  const settling = createSettling({
    log: parts.log,
    settlementOf,
    save: store.settle,
    settled(settlements) {
      for (const { session } of settlements) {
        book.policies.delete(session)
        live.forget(session)
      }
      parts.changed(settlements.flatMap(({ session }) => parts.sessionOf(session) ?? []))
    },
  })

  function shown(session: Session): PriceShown | null {
    if (!isOpen(session)) {
      const stored = store.shown(session.session)
      // Between the end and its record, what was shown last.
      return stored ? { ...stored, isFinal: true } : live.last(session.session)
    }
    return policyOf(session) ? live.of(session) : null
  }

  function policyOf(session: Session): SessionPolicy | null {
    const row = book.policies.get(session.session) ?? (isOpen(session) ? null : store.policy(session.session))
    return row?.policy ?? null
  }

  function nowOf(session: Session) {
    const course = isOpen(session) ? parts.courses().current(session) : null
    const policy = policyOf(session)
    const tariff = policy && book.tariffOf(policy)
    return course && tariff ? { tariff, now: priceNow(tariff, pricedSessionOf(course, timeZoneOf(session, set))) } : null
  }

  /** Ended before the core did, and not recorded. */
  async function readLeftOut(id: number): Promise<void> {
    const session = parts.sessionOf(id)
    if (!session || isOpen(session)) return
    const { course } = await parts.courses().read(session)
    settling.put({ session, course, reason: 'data-changed' })
  }

  return {
    policiesOf(sessions, firstNew) {
      if (book.assignments.size === 0 && book.policies.size === 0) return []
      return sessions.flatMap((session) => {
        const before = book.policies.get(session.session)
        const isNew = session.session >= firstNew && book.assignments.size > 0
        const isOther = before !== undefined && before.subject !== subjectKey(session)
        return isNew || isOther ? [found(session)] : []
      })
    },
    adopt(rows) {
      for (const row of rows) book.policies.set(row.session, row)
    },
    committed(sessions) {
      for (const { session } of sessions) live.stale(session)
    },
    concluded(session, course) {
      settling.put({ session, course, reason: 'data-changed' })
    },
    settle: settling.settle,
    settleAll: settling.settleAll,
    shown,
    policy: policyOf,
    async view(session) {
      const records = store.records(session.session)
      const isRunning = isOpen(session)
      const policy = policyOf(session)
      const course = isRunning ? parts.courses().current(session) : null
      const timeZone = timeZoneOf(session, set)
      const now = nowOf(session)?.now ?? null
      const latest = records[0]?.kind === 'price' ? records[0] : null
      return {
        session: session.session,
        policy,
        price: isRunning ? course && priceOf({ book, store, set, session, course, policy }) : (latest?.price ?? null),
        isFinal: !isRunning && latest !== null,
        at: session.endedAt ?? clock.now(),
        timeZone,
        now: now && {
          perKwh: now.perKwh, perHour: now.perHour, runs: now.runs, idlePerMinute: now.idlePerMinute, graceLeftMs: now.graceLeftMs,
        },
        records,
      }
    },
    paidNow(session) {
      const at = nowOf(session)
      return at && paidNow(at.tariff, at.now)
    },
    async priceAgain(session) {
      if (isOpen(session)) throw new FaultError('SESSION_CHANGED', { session: session.session })
      const { course } = await parts.courses().read(session)
      settling.put({ session, course, reason: 'asked' })
      settling.settle((one) => one.session === session.session)
      const failure = settling.failureOf(session.session)
      if (failure) throw failure
    },
    catchUp() {
      settling.settleAll()
      for (const id of store.unsettled(AT_A_TIME)) {
        if (settling.has(id) || reading.has(id)) continue
        reading.add(id)
        readLeftOut(id)
          .catch((error: unknown) => log.warn('a session could not be priced', { session: id, error: String(error) }))
          .finally(() => reading.delete(id))
      }
    },
  }
}
