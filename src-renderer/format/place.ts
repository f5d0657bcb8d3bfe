import type { Place } from '#contract/vocabulary'
import { notAvailable } from './locale'

/**
 * A connector for reading: "2" for the only or first one of EVSE 2 (in OCPP 1.6 that is connector 2), "2.3" for its
 * third, and "2.?" where the station named the EVSE alone (quirk X01: never guess 1).
 */
export function formatPlace(place: Place | null): string {
  if (place === null) return notAvailable.value
  if (place.connector === null) return `${place.evse}.?`
  return place.connector === 1 ? String(place.evse) : `${place.evse}.${place.connector}`
}
