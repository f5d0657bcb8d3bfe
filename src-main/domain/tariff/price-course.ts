import type { PricePoint, SessionPrice } from '#contract/price'
import type { Tariff } from '#contract/tariff'
import type { Course } from '../course/course'
import { playbackInstants } from '../course/figures-at'
import { priceSession, type PriceRules } from './price-session'
import { pricedSessionOf } from './priced-course'
import { sessionUntil } from './priced-session'

/** What a session is priced with. */
export interface PriceTerms {
  tariff: Tariff
  /** Of the site. */
  timeZone: string
  rules: PriceRules
}

/** Each instant is priced on its own, so that a session with many readings is priced at fewer of them. */
const MOST_READINGS = 400_000
const STEPS = { least: 60, most: 600 }

/** What would have been paid if the session had ended at an instant; its end, or later: what it costs. */
export function priceAt(course: Course, { tariff, timeZone, rules }: PriceTerms, at: number): SessionPrice {
  return priceSession(tariff, sessionUntil(pricedSessionOf(course, timeZone), at), rules)
}

/** The price over the session, rising in time; the last is its price. */
export function pricesOver(course: Course, { tariff, timeZone, rules }: PriceTerms): PricePoint[] {
  const session = pricedSessionOf(course, timeZone)
  const steps = Math.round(MOST_READINGS / Math.max(1, course.readings.length))
  return playbackInstants(course, Math.min(STEPS.most, Math.max(STEPS.least, steps)))
    .map((at) => ({ at, amount: priceSession(tariff, sessionUntil(session, at), rules).invoice.gross }))
}
