import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type FleetPies, type FleetStation, mostMapBytes } from '../fleet'
import type { EpochMs, KeyedEvent } from '../read-models'
import { reads } from './inputs'

export const fleet = {
  /** The four pies over the stations in production. */
  watchPies: reads('GET /fleet').output(eventIterator(type<FleetPies>())),
  /** The same by station, with where it stands. */
  watchStations: reads('GET /fleet/stations').output(eventIterator(type<KeyedEvent<FleetStation>>())),
  /** Streets for the map: `map.pmtiles` of the data folder. Null: there is none. */
  streetMap: reads('GET /fleet/street-map').output(type<{ bytes: number; changedAt: EpochMs } | null>()),
  /** A part of that file in base64; shorter at its end. */
  readStreetMap: reads('GET /fleet/street-map/bytes')
    .input(z.object({ offset: z.coerce.number().int().min(0), bytes: z.coerce.number().int().min(1).max(mostMapBytes) }))
    .output(type<string>()),
}
