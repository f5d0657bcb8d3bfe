import type { Station } from './station'

/** Others of the same vendor, model and firmware; none where it did not say all three (never by the vendor alone). */
export function sameMakeAs(station: Station, others: Iterable<Station>): Station[] {
  const { vendor, model, firmware } = station
  if (!vendor || !model || !firmware) return []
  const equals: Station[] = []
  for (const other of others) {
    const isEqual = other.firmware === firmware && other.model === model && other.vendor === vendor
    if (isEqual && other.station !== station.station) equals.push(other)
  }
  return equals
}
