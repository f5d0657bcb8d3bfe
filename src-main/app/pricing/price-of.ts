import type { SessionPrice } from '#contract/price'
import type { SessionPolicy } from '#contract/pricing'
import type { Course } from '../../domain/course/course'
import type { Session } from '../../domain/session'
import { pricedSessionOf } from '../../domain/tariff/priced-course'
import { priceSession } from '../../domain/tariff/price-session'
import type { PricingStore } from '../pricing-ports'
import type { WorkingSet } from '../working-set'
import { offersFor } from './offers'
import type { PricingBook } from './pricing-book'
import { subjectAtStart } from './subject'

/** The zone of the site where the session began: times of day in tariffs are its wall clock. */
export function timeZoneOf({ surroundings }: Session, { organisation }: WorkingSet): string {
  const site = surroundings.site && organisation.sites.get(surroundings.site.id)
  return site?.timeZone ?? organisation.newSite.timeZone
}

/** What a session costs with all that applies to it. Null: it has no tariff, or is a part of another session. */
export function priceOf(parts: {
  book: PricingBook
  store: Pick<PricingStore, 'balance' | 'companyAt'>
  set: WorkingSet
  session: Session
  course: Course
  policy: SessionPolicy | null
}): SessionPrice | null {
  const { book, store, set, session, course, policy } = parts
  const tariff = policy && book.tariffOf(policy)
  if (!tariff || session.review.mergedInto !== null) return null
  const priced = pricedSessionOf(course, timeZoneOf(session, set))
  const offers = offersFor({ book, store, session, subject: subjectAtStart(session, { set, store }), span: priced })
  return priceSession(tariff, priced, { ...offers, taxRounding: set.settings.taxRounding })
}
