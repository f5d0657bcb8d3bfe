import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const fleetRoutes = ({ fleet }: RouteParts) => ({
  fleet: {
    watchPies: os.fleet.watchPies.handler(({ signal }) => fleet.watchPies(signal)),
    watchStations: os.fleet.watchStations.handler(({ signal }) => fleet.watchStations(signal)),
  },
})
