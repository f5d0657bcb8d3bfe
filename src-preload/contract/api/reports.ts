import { eventIterator, type } from '@orpc/contract'
import type { StationReports } from '../reports'
import { operates, reads, stationInput } from './inputs'

export const reports = {
  /** What a station tells of its monitors, its display and its events. */
  watch: reads('GET /stations/{station}/reports').input(stationInput).output(eventIterator(type<StationReports>())),
  /** Has it tell all its monitors; false: it refused, or did not answer. The list comes with `watch`. */
  readMonitors: operates('POST /stations/{station}/monitors/read').input(stationInput).output(type<boolean>()),
  /** The same of what it shows on its display. */
  readMessages: operates('POST /stations/{station}/display-messages/read').input(stationInput).output(type<boolean>()),
}
