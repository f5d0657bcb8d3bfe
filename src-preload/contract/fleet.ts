import type { ConnectionStatus, StationStatus } from './vocabulary'

/** The picture of the whole: how the stations in production stand, and where (KPI definitions 2 and 3). */

export const socketStates = ['available', 'charging', 'faulted', 'undefined'] as const
/** An EVSE in one of four words. */
export type SocketState = (typeof socketStates)[number]

export const heardAges = ['15m', '1h', '24h', '7d', 'older'] as const
/** How old the last OCPP message is: at most that. */
export type HeardAge = (typeof heardAges)[number]

/** The slices of each of the four pies, in the order in which they are drawn. */
export const pieSlices = {
  connection: ['online', 'offline', 'unknown'] satisfies ConnectionStatus[],
  sockets: socketStates,
  heard: heardAges,
  status: ['enabled', 'disabled', 'faulted', 'unknown'] satisfies StationStatus[],
} as const
export type PieName = keyof typeof pieSlices
export const pieNames = Object.keys(pieSlices) as PieName[]

export interface FleetPies {
  connection: Record<ConnectionStatus, number>
  /** EVSEs of stations that are online. */
  sockets: Record<SocketState, number>
  /** Stations that were heard from at least once. */
  heard: Record<HeardAge, number>
  status: Record<StationStatus, number>
  /** Stations offline, of which the station or a connector was faulted last. */
  offlineFaulted: number
}

export interface Position {
  latitude: number
  longitude: number
}

/** One station in production, and the slices that it is part of. */
export interface FleetStation {
  station: string
  name: string
  site: number | null
  siteName: string | null
  /** Its own, else that of its site. */
  position: Position | null
  connection: ConnectionStatus
  /** Null: never heard from. */
  heard: HeardAge | null
  status: StationStatus
  /** Its EVSEs by their last known state. They count in the pie while it is online. */
  sockets: Record<SocketState, number>
  /** What the station or any of its connectors was last, for a list of stations by the state of sockets. */
  states: SocketState[]
}

/** As much of a map of streets as is read at once. */
export const mostMapBytes = 512 * 1024
