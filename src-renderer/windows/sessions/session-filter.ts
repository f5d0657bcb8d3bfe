import type { HistoryFilter } from '#contract/session-history'
import type { SessionRow } from '#contract/sessions'

/** The same meaning as the history's filter in the database, for the sessions that run. */
export function matchesFilter(
  row: Pick<SessionRow, 'session' | 'station' | 'stationName' | 'idToken' | 'person' | 'place'>,
  { station, text }: Pick<HistoryFilter, 'station' | 'text'>,
): boolean {
  if (station !== null && row.station !== station) return false
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const fields = [row.station, row.stationName, row.idToken ?? '', row.person ?? ''].map((field) => field.toLowerCase())
  const numbers = [row.session, row.place?.evse].map(String)
  return words.every((word) => numbers.includes(word) || fields.some((field) => field.includes(word)))
}
