import type { Session } from '../../domain/session'
import type { Commands } from '../commands'
import type { Courses } from '../courses'
import type { OwnAccord } from '../own-accord'
import { createCostMessages } from '../pricing/cost-messages'
import { createPriceCourses } from '../pricing/price-courses'
import { createPricing } from '../pricing/pricing'
import { pricingBookOf } from '../pricing/pricing-book'
import { createStationTariffs } from '../pricing/station-tariffs'
import { createTariffDesk } from '../pricing/tariff-desk'
import type { Ground } from './ground'

/** What sessions cost, and who is told. */
export function startPrices(parts: Ground & {
  ownAccord: OwnAccord
  courses: () => Courses
  commands: () => Commands
  sessionsChanged: (sessions: readonly Session[]) => void
}) {
  const { store } = parts
  const book = pricingBookOf(store.pricing.load(), store.pricing.openPolicies())
  const pricing = createPricing({
    ...parts,
    book,
    changed(sessions) {
      parts.sessionsChanged(sessions)
      costMessages.changed(sessions, true)
    },
  })
  const stationTariffs = createStationTariffs({ ...parts, book })
  const costMessages = createCostMessages({ ...parts, pricing, isComputing: stationTariffs.isComputing })
  return {
    pricing,
    costMessages,
    stationTariffs,
    priceCourses: createPriceCourses({ ...parts, book }),
    tariffs: createTariffDesk({ ...parts, book, changed: stationTariffs.keepUp }),
  }
}
