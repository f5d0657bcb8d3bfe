import { connectorState } from '#contract/connector-state'
import { type FleetPies, type FleetStation, heardAges, type HeardAge, pieSlices, type SocketState } from '#contract/fleet'
import type { ConnectionStatus, StationStatus } from '#contract/vocabulary'
import { connectionLostAt, connectionStatus, stationStatus } from './connection-status'
import type { Connector, Station } from './station'

/** What a station's slices follow from. */
export interface FleetFacts {
  station: Pick<Station, 'status' | 'connectors' | 'heartbeatIntervalS'>
  /** Any frame, pongs included. */
  lastSeenAt: number | null
  /** CALL, CALLRESULT or CALLERROR. */
  lastMessageAt: number | null
}

export type Slices = Pick<FleetStation, 'connection' | 'heard' | 'status' | 'sockets' | 'states'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ageLimitsMs = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 7 * 24 * HOUR_MS, older: Infinity }

/** The slices that a station is part of: the one calculation for pies, map and lists (KPI definitions 2, 3.1 and 3.2). */
export function slicesOf(facts: FleetFacts, now: number): Slices {
  const { station, lastMessageAt } = facts
  const connection = lastMessageAt === null ? 'unknown' : connectionStatus(linkFacts(facts), now)
  const states = new Set(station.connectors.map(socketState))
  if (station.status === 'faulted') states.add('faulted')
  return {
    connection,
    heard: lastMessageAt === null ? null : heardAge(now - lastMessageAt),
    status: overallStatus(station, { connection, hasSpoken: lastMessageAt !== null }),
    sockets: socketsOf(station.connectors),
    states: [...states],
  }
}

/** When a station leaves a slice although nothing arrives. Null: never. */
export function nextChangeAt(facts: FleetFacts, now: number): number | null {
  const { lastMessageAt } = facts
  if (lastMessageAt === null) return null
  const ages = heardAges.map((age) => lastMessageAt + ageLimitsMs[age] + 1)
  const ahead = [connectionLostAt(linkFacts(facts)), ...ages].filter((at) => at !== null && at > now && at < Infinity)
  return ahead.length === 0 ? null : Math.min(...ahead.filter((at) => at !== null))
}

/** Adds a station to the pies (`by` 1), or takes it out of them (-1). */
export function count(pies: FleetPies, { connection, heard, status, sockets, states }: Slices, by: 1 | -1): void {
  pies.connection[connection] += by
  pies.status[status] += by
  if (heard !== null) pies.heard[heard] += by
  if (connection === 'online') for (const state of pieSlices.sockets) pies.sockets[state] += by * sockets[state]
  if (connection === 'offline' && states.includes('faulted')) pies.offlineFaulted += by
}

export const emptyPies = (): FleetPies => ({
  connection: { online: 0, offline: 0, unknown: 0 },
  sockets: noSockets(),
  heard: { '15m': 0, '1h': 0, '24h': 0, '7d': 0, older: 0 },
  status: { enabled: 0, disabled: 0, faulted: 0, unknown: 0 },
  offlineFaulted: 0,
})

const noSockets = (): Record<SocketState, number> => ({ available: 0, charging: 0, faulted: 0, undefined: 0 })

const linkFacts = ({ station, lastSeenAt }: FleetFacts) => ({ heartbeatIntervalS: station.heartbeatIntervalS, lastSeenAt })

const heardAge = (ageMs: number): HeardAge => heardAges.find((age) => ageMs <= ageLimitsMs[age]) ?? 'older'

function overallStatus(station: FleetFacts['station'], { connection, hasSpoken }: { connection: ConnectionStatus; hasSpoken: boolean }): StationStatus {
  if (!hasSpoken || connection === 'offline') return 'unknown'
  const told = stationStatus(station)
  // Heard from, and nothing says that it is out of order: it is taken to be enabled.
  return told === 'unknown' ? 'enabled' : told
}

function socketState(connector: Connector): SocketState {
  switch (connectorState(connector)) {
    case 'available':
      return 'available'
    case 'charging':
    case 'suspended':
      return 'charging'
    case 'faulted':
      return 'faulted'
    case 'occupied':
    case 'reserved':
    case 'unavailable':
    case 'unknown':
      return 'undefined'
  }
}

/** Of an EVSE with several connectors one word: faulted if all are, charging if any is, else available if any is. */
function socketsOf(connectors: readonly Connector[]): Record<SocketState, number> {
  const byEvse = new Map<number, SocketState[]>()
  for (const connector of connectors) {
    const state = socketState(connector)
    const others = byEvse.get(connector.evse)
    if (others) others.push(state)
    else byEvse.set(connector.evse, [state])
  }
  const counts = noSockets()
  for (const states of byEvse.values()) counts[wordFor(states)] += 1
  return counts
}

function wordFor(states: readonly SocketState[]): SocketState {
  if (states.every((state) => state === 'faulted')) return 'faulted'
  if (states.includes('charging')) return 'charging'
  return states.includes('available') ? 'available' : 'undefined'
}
