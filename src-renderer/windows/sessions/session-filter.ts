import type { HistoryFilter } from '#contract/api/sessions'
import type { SessionRow } from '#contract/read-models'

/** The same meaning as the history's filter in the database, for the sessions that run. */
export function matchesFilter(
  row: Pick<SessionRow, 'station' | 'stationName' | 'idToken' | 'person'>,
  { station, text }: HistoryFilter,
): boolean {
  if (station !== null && row.station !== station) return false
  if (text === null) return true
  const wanted = text.toLowerCase()
  return [row.station, row.stationName, row.idToken ?? '', row.person ?? ''].some((field) => field.toLowerCase().includes(wanted))
}
