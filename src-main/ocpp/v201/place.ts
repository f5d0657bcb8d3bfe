import type { Place } from '#contract/vocabulary'
import { integer, type Wire } from '../wire-reading'

/** `{ id, connectorId? }`. EVSE 0 is the station itself; a connector that is not named is never guessed (quirk X01). */
export function placeOfEvse({ id, connectorId }: Wire): Place | null {
  const evse = integer(id)
  if (evse === null || evse <= 0) return null
  const connector = integer(connectorId)
  return { evse, connector: connector !== null && connector > 0 ? connector : null }
}
