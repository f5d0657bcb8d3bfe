import { type FleetStation, pieNames, type PieName, pieSlices, type SocketState } from '#contract/fleet'
import type { StationRow } from '#contract/stations'

export const stationTabs = ['normal', 'offline', 'other'] as const
export type StationTab = (typeof stationTabs)[number]

/** One slice of a pie. */
export interface Slice {
  pie: PieName
  id: string
}

type Fleet = ReadonlyMap<string | number, FleetStation>

/** The slice that an address names; null where there is none of that name. */
export function sliceOf(query: Readonly<Partial<Record<PieName, string | null>>>): Slice | null {
  const pie = pieNames.find((name) => (pieSlices[name] as readonly string[]).includes(query[name] ?? ''))
  return pie ? { pie, id: query[pie] ?? '' } : null
}

/** All in production by their last known state, those of them that are offline, and what is not in production. */
export function inTab(row: StationRow, tab: StationTab, fleet: Fleet): boolean {
  switch (tab) {
    case 'normal':
      return row.lifeCycle === 'production'
    case 'offline':
      return row.lifeCycle === 'production' && fleet.get(row.station)?.connection === 'offline'
    case 'other':
      return row.lifeCycle !== 'production'
  }
}

/**
 * Is it part of the slice? The pie of sockets counts chargers that are online only, and lists them by the state of the
 * charger or any connector; among those offline it is the last known state (KPI definitions 3.1).
 */
export function inSlice(station: FleetStation | undefined, { pie, id }: Slice, tab: StationTab): boolean {
  if (!station) return false
  if (pie !== 'sockets') return station[pie] === id
  return (tab === 'offline' || station.connection === 'online') && station.states.includes(id as SocketState)
}

/** Sockets of these chargers: those in the slice, where sockets are what it counts. */
export function socketCount(rows: readonly Pick<StationRow, 'station'>[], slice: Slice, fleet: Fleet): number {
  return rows.reduce((sum, { station }) => {
    const { sockets } = fleet.get(station) ?? { sockets: { available: 0, charging: 0, faulted: 0, undefined: 0 } }
    const counted = slice.pie === 'sockets' ? sockets[slice.id as SocketState] : Object.values(sockets).reduce((a, b) => a + b, 0)
    return sum + counted
  }, 0)
}
