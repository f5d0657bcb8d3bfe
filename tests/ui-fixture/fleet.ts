import { type FleetPies, type FleetStation, heardAges, type HeardAge } from '#contract/fleet'
import type { StationRow } from '#contract/stations'
import { count, emptyPies } from '../../src-main/domain/fleet'

/** Towns that made-up chargers stand around. */
const towns = [
  [53.55, 9.99], [52.52, 13.4], [48.14, 11.58], [50.94, 6.96], [51.05, 13.74], [48.21, 16.37], [47.38, 8.54], [52.37, 4.9], [50.85, 4.35],
  [48.86, 2.35], [51.51, -0.13], [55.68, 12.57], [59.33, 18.07], [41.39, 2.17], [45.46, 9.19], [52.23, 21.01], [40.71, -74.01], [37.77, -122.42],
  [-33.87, 151.21], [35.68, 139.69],
] as const

/** As even as chance, and the same each time. */
const spread = (index: number, salt: number) => ((index * 9_301 + salt * 49_297) % 233_280) / 233_280 - 0.5

function placeOf(index: number): FleetStation['position'] {
  if (index % 25 === 7) return null
  const [latitude, longitude] = towns[(index * 7) % towns.length]!
  const width = index % 3 === 0 ? 0.05 : 3
  return { latitude: latitude + spread(index, 1) * width, longitude: longitude + spread(index, 2) * width * 1.5 }
}

function fleetStation(row: StationRow, index: number): FleetStation {
  const sockets = { available: 0, charging: 0, faulted: 0, undefined: 0 }
  for (const { status, chargingState } of row.connectors) {
    if (status === 'available' || status === 'faulted') sockets[status] += 1
    else sockets[chargingState === null ? 'undefined' : 'charging'] += 1
  }
  const heard: HeardAge = row.connection === 'online' ? '15m' : heardAges[index % 5]!
  return {
    station: row.station, name: row.name, site: row.site, siteName: row.siteName, position: placeOf(index), connection: row.connection,
    heard: row.connection === 'unknown' ? null : heard, status: row.connection === 'offline' ? 'unknown' : row.status, sockets,
    states: (['available', 'charging', 'faulted', 'undefined'] as const).filter((state) => sockets[state] > 0),
  }
}

export const fleetOf = (rows: Iterable<StationRow>): FleetStation[] =>
  [...rows].filter(({ admission, lifeCycle }) => admission === 'registered' && lifeCycle === 'production').map(fleetStation)

export function piesOf(rows: readonly FleetStation[]): FleetPies {
  const pies = emptyPies()
  for (const row of rows) count(pies, row, 1)
  return pies
}
