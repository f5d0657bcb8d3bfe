import type { AlertKind } from '#contract/alert-kinds'
import type { Place } from '#contract/vocabulary'

/** Something that a rule is about, as it is now. */
export interface Observation {
  kind: AlertKind
  /** What it is about, within its kind: two observations with the same subject are one alert. */
  subject: string
  station: string | null
  site: number | null
  place: Place | null
  session: number | null
  since: number
  figures: Record<string, number>
  words: Record<string, string>
}

/** What a person set of a rule, in the units of its kind. */
export interface Setting {
  threshold: number
  lookBack: number | null
}

export const MINUTE_MS = 60_000

export const nameOfPlace = (place: Place | null): string => (place === null ? '' : place.connector === null ? `${place.evse}` : `${place.evse}/${place.connector}`)
