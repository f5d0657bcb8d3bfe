import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const organisationRoutes = ({ organisation }: RouteParts) => ({
  organisation: {
    watch: os.organisation.watch.handler(({ signal }) => organisation.feed.subscribe(signal)),
    saveCompany: os.organisation.saveCompany.handler(({ input }) => organisation.saveCompany(input)),
    saveSite: os.organisation.saveSite.handler(({ input }) => organisation.saveSite(input)),
    saveArea: os.organisation.saveArea.handler(({ input }) => organisation.saveArea(input)),
    setRetired: os.organisation.setRetired.handler(({ input }) => organisation.setRetired(input.branch, input.isRetired)),
    place: os.organisation.place.handler(({ input: { stations, ...to } }) => organisation.place(stations, to)),
    setLifeCycle: os.organisation.setLifeCycle.handler(({ input }) => organisation.setLifeCycle(input.stations, input.lifeCycle)),
  },
})
