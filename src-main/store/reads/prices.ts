import type { Database } from 'better-sqlite3'
import type { PricePoint, SessionPrice } from '#contract/price'
import type { Session } from '../../domain/session'
import { priceAt, pricesOver, type PriceTerms } from '../../domain/tariff/price-course'
import type { PricingUse } from '../../app/pricing-ports'
import { courseUntil } from './told'

/** What a session cost over time. */
export function readPricesOver(database: Database, request: { session: Session; until: number; terms: PriceTerms }): PricePoint[] {
  return pricesOver(courseUntil(database, request.session, request.until), request.terms)
}

/** What it would have cost if it had ended at an instant. */
export function readPriceAt(database: Database, request: { session: Session; at: number; terms: PriceTerms }): SessionPrice {
  return priceAt(courseUntil(database, request.session, request.at), request.terms, request.at)
}

/** Counts all sessions, which takes a moment where there are a million. */
export function readPricingUse(database: Database): PricingUse {
  const versions = database.prepare<[], [number, number]>(/* sql */ `
    select version, count(*) from session_policy where version is not null group by version
  `).raw()
  const rules = database.prepare<[], [string, number]>(/* sql */ `select rule, count(distinct session) from balance_entry group by rule`).raw()
  return { versions: new Map(versions.all()), rules: new Map(rules.all()) }
}
