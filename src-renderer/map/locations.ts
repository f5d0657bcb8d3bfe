import type { FleetStation, PieName } from '#contract/fleet'

/** A point of the map with all stations that stand there: those of a site without positions of their own share one. */
export interface Location {
  key: string
  latitude: number
  longitude: number
  stations: string[]
}

export type Counts = Record<string, number>

/** How a station counts in a pie, without the slices that are hidden. */
export function countsOf(station: FleetStation, pie: PieName, hidden: ReadonlySet<string>): Counts {
  const counts: Counts = pie === 'sockets' ? socketsOf(station) : { [station[pie] ?? '']: 1 }
  return Object.fromEntries(Object.entries(counts).filter(([slice, count]) => slice !== '' && count > 0 && !hidden.has(slice)))
}

/** Sockets of stations that are offline count in no pie. */
const socketsOf = ({ connection, sockets }: FleetStation): Counts => (connection === 'online' ? sockets : {})

export function sumOf(all: Iterable<Counts>): Counts {
  const sum: Counts = {}
  for (const counts of all) for (const [slice, count] of Object.entries(counts)) sum[slice] = (sum[slice] ?? 0) + count
  return sum
}

/** Where the stations stand that count in the pie. */
export function locationsOf(stations: Iterable<FleetStation>, isShown: (station: FleetStation) => boolean): Location[] {
  const byPlace = new Map<string, Location>()
  for (const station of stations) {
    if (station.position === null || !isShown(station)) continue
    const { latitude, longitude } = station.position
    const key = `${latitude.toFixed(5)},${longitude.toFixed(5)}`
    const known = byPlace.get(key)
    if (known) known.stations.push(station.station)
    else byPlace.set(key, { key, latitude, longitude, stations: [station.station] })
  }
  return [...byPlace.values()]
}
