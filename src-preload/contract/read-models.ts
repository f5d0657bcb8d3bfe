import type { Issuer } from './bills'
import type { OwnAccordKind } from './own-accord'
import type { ListenerKind } from './security'
import type { FirstContact } from './vocabulary'

/** All instants are UTC epoch milliseconds. All identifiers of stations are their OCPP identity as registered. */
export type EpochMs = number

/** A power reading with its origin: read from the meter, or computed from two energy readings (quirk M18). */
export interface Power {
  watts: number
  derived: boolean
}

export type JsonObject = Record<string, unknown>

export interface Overview {
  at: EpochMs
  /** Linked: a socket is open right now. The others are states by the heartbeat interval. */
  stations: { registered: number; online: number; offline: number; unknown: number; linked: number }
  /** Of stations that are linked: what the others last said is no count of now. */
  connectors: {
    available: number
    charging: number
    suspended: number
    occupied: number
    reserved: number
    unavailable: number
    faulted: number
    unknown: number
  }
  powerW: number
  runningSessions: number
  newStations: number
  /** Sessions that wait on the data-quality desk. */
  deskItems: number
  /** Lines of the security inbox that nobody has seen. */
  securityItems: number
  notices: Notice[]
}

/** Something about Plugboard itself that the user must know now; a banner in every window. */
export interface Notice {
  code: 'storage-full' | 'storage-busy' | 'tls-certificate-expiring'
  since: EpochMs
  /** When the certificate expires; null where the notice is about no instant. */
  until: EpochMs | null
}

export interface Settings {
  firstContact: FirstContact
  /** What a station is told of an id token that was never seen before. */
  unknownTokens: 'accept' | 'refuse'
  /** What a station is told when a session starts with a token that already runs another one. */
  concurrentSessions: 'accept' | 'refuse'
  /** The token of remote starts that name none (quirk A02): 14 hex digits, made with the database. */
  remoteIdToken: string
  /** Days after which raw frames are deleted. */
  keepFramesDays: number
  /** Megabytes of raw frames beyond which the oldest are deleted. */
  keepFramesMb: number
  /** Heartbeat interval given to stations in the boot answer, seconds. */
  heartbeatIntervalS: number
  /** Nothing is sent to any station without being asked. */
  handsOff: boolean
  /** Whether the tax of a bill is rounded once for each rate, or on each line of it. */
  taxRounding: 'sum' | 'line'
  /** Who writes the bills; empty texts where nobody said. */
  issuer: Issuer
  /** What is sent without being asked, for all stations. */
  ownAccord: Record<OwnAccordKind, boolean>
  /** The desktop app serves scripts on this computer. */
  servesRest: boolean
}

export interface AppInfo {
  version: string
  host: 'desktop' | 'headless'
  demo: boolean
  dataDirectory: string
  startedAt: EpochMs
  /** Addresses that chargers can use, one per network interface and listener. */
  stationAddresses: { url: string; interface: string; secure: boolean; listener: ListenerKind }[]
}

export interface Page<T> {
  rows: T[]
  /** Hand in again to get the next page; null at the end. */
  next: string | null
}

/** A feed over a keyed set: first one snapshot, then what changed since the last one was taken. */
export type KeyedEvent<V> =
  | { kind: 'snapshot'; rows: V[] }
  | { kind: 'patch'; upserts: V[]; removed: (string | number)[] }
