import type { SessionPrice } from '#contract/price'
import type { PriceCourse, PriceRecord } from '#contract/pricing'
import { isOpen, type Session } from '../../domain/session'
import type { PriceTerms } from '../../domain/tariff/price-course'
import { FaultError } from '../fault-error'
import type { Clock, Store } from '../ports'
import type { WorkingSet } from '../working-set'
import { offersFor } from './offers'
import { timeZoneOf } from './price-of'
import type { PricingBook } from './pricing-book'
import { subjectAtStart } from './subject'

/** What a session cost over time. @throws FaultError */
export interface PriceCourses {
  course(session: number): Promise<PriceCourse | null>
  at(session: number, at: number): Promise<SessionPrice | null>
}

export function createPriceCourses(parts: {
  clock: Clock
  store: Store
  set: WorkingSet
  book: PricingBook
  sessionOf: (id: number) => Session | null
}): PriceCourses {
  const { clock, set, book } = parts
  const { pricing, reader } = parts.store

  /** Null: the session has no price. */
  function priced(id: number): { session: Session; record: PriceRecord | null; terms: PriceTerms } | null {
    const session = parts.sessionOf(id)
    if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    if (session.review.mergedInto !== null) return null
    const [latest] = isOpen(session) ? [] : pricing.records(id)
    const record = latest?.kind === 'price' ? latest : null
    const policy = record?.policy ?? (isOpen(session) ? book.policies.get(id)?.policy : null)
    const tariff = policy && book.tariffOf(policy)
    return tariff ? { session, record, terms: { ...termsOf(session, record), tariff } } : null
  }

  /** With the balances that the recorded price began with. */
  function termsOf(session: Session, record: PriceRecord | null): Omit<PriceTerms, 'tariff'> {
    const timeZone = timeZoneOf(session, set)
    const balance: typeof pricing.balance = (of) => pricing.balance({ ...of, before: record?.record ?? null })
    const span = { start: session.startedAt, end: session.endedAt ?? clock.now(), timeZone }
    const offers = offersFor({ book, store: { balance }, session, subject: subjectAtStart(session, { set, store: pricing }), span })
    return { timeZone, rules: { ...offers, taxRounding: set.settings.taxRounding } }
  }

  return {
    async course(id) {
      const found = priced(id)
      if (!found) return null
      const { session, record, terms } = found
      const points = await reader.pricesOver(session, clock.now(), terms)
      const isAsRecorded = record === null || points.at(-1)?.amount === record.price.invoice.gross
      return { currency: terms.tariff.currency, points: isAsRecorded ? points : [], isAsRecorded }
    },
    async at(id, at) {
      const found = priced(id)
      if (!found) return null
      const { session, record, terms } = found
      const whole = record && (await reader.priceAt(session, session.endedAt ?? at, terms))
      const isAsRecorded = whole?.invoice.gross === record?.price.invoice.gross
      return isAsRecorded ? reader.priceAt(session, Math.max(session.startedAt, at), terms) : null
    },
  }
}
