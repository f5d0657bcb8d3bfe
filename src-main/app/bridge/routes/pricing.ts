import { FaultError } from '../../fault-error'
import { watchPricing } from '../../pricing/watch-pricing'
import { tryTariff, weekOf } from '../../pricing/tariff-trial'
import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const pricingRoutes = ({ clock, presenter, tariffs, pricing, priceCourses, sessionOf }: RouteParts) => ({
  pricing: {
    watch: os.pricing.watch.handler(({ signal }) => tariffs.feed.subscribe(signal)),
    saveTariff: os.pricing.saveTariff.handler(({ input }) => tariffs.saveTariff(input)),
    setRetired: os.pricing.setRetired.handler(({ input }) => tariffs.setRetired(input.tariff, input.isRetired)),
    saveAssignment: os.pricing.saveAssignment.handler(({ input }) => tariffs.saveAssignment(input)),
    removeAssignment: os.pricing.removeAssignment.handler(({ input }) => tariffs.removeAssignment(input.assignment)),
    saveRule: os.pricing.saveRule.handler(({ input }) => tariffs.saveRule(input)),
    setRuleRetired: os.pricing.setRuleRetired.handler(({ input }) => tariffs.setRuleRetired(input.rule, input.isRetired)),
    tryTariff: os.pricing.tryTariff.handler(({ input }) => tryTariff(input)),
    week: os.pricing.week.handler(({ input: { tariff, ...when } }) => weekOf(tariff, when)),
    watchSession: os.pricing.watchSession.handler(({ input, signal }) => guarded(watchPricing({ clock, presenter, pricing, sessionOf }, input.session, signal))),
    course: os.pricing.course.handler(({ input }) => priceCourses.course(input.session)),
    priceAt: os.pricing.priceAt.handler(({ input }) => priceCourses.at(input.session, input.at)),
    priceAgain: os.pricing.priceAgain.handler(async ({ input }) => {
      const session = sessionOf(input.session)
      if (!session) throw new FaultError('SESSION_NOT_FOUND', input)
      await pricing.priceAgain(session)
    }),
  },
})
