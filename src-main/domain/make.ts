import type { Station } from './station'

/** Others of the same vendor, model and firmware; none where it did not say all three (never by the vendor alone). */
export function sameMakeAs(station: Station, others: Iterable<Station>): Station[] {
  const { vendor, model, firmware } = station
  if (!vendor || !model || !firmware) return []
  return [...others].filter(
    (other) => other.station !== station.station && other.vendor === vendor && other.model === model && other.firmware === firmware,
  )
}
