import { eventIterator, type } from '@orpc/contract'
import type { FleetPies, FleetStation } from '../fleet'
import type { KeyedEvent } from '../read-models'
import { reads } from './inputs'

export const fleet = {
  /** The four pies over the stations in production. */
  watchPies: reads('GET /fleet').output(eventIterator(type<FleetPies>())),
  /** The same by station, with where it stands. */
  watchStations: reads('GET /fleet/stations').output(eventIterator(type<KeyedEvent<FleetStation>>())),
}
