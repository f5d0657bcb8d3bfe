import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const fleetRoutes = ({ fleet, streetMap }: RouteParts) => ({
  fleet: {
    watchPies: os.fleet.watchPies.handler(({ signal }) => fleet.watchPies(signal)),
    watchStations: os.fleet.watchStations.handler(({ signal }) => fleet.watchStations(signal)),
    streetMap: os.fleet.streetMap.handler(() => streetMap.about()),
    readStreetMap: os.fleet.readStreetMap.handler(async ({ input }) => (await streetMap.read(input)).toString('base64')),
  },
})
