import type { ConnectionStatus, StationStatus } from '#contract/vocabulary'

const SHORTEST_HEARTBEAT_S = 10
const LONGEST_HEARTBEAT_S = 86_400
const GRACE_MS = 10_000

interface LinkFacts {
  heartbeatIntervalS: number | null
  lastSeenAt: number | null
}

/** Online, offline or unknown by the last sign of life and the heartbeat interval (KPI definitions 2). */
export function connectionStatus(station: LinkFacts, now: number): ConnectionStatus {
  const lostAt = connectionLostAt(station)
  if (lostAt === null) return 'unknown'
  return now < lostAt ? 'online' : 'offline'
}

/** From when on it is offline, if it says nothing more. Null: its heartbeat interval is not known. */
export function connectionLostAt({ heartbeatIntervalS, lastSeenAt }: LinkFacts): number | null {
  if (heartbeatIntervalS === null || lastSeenAt === null) return null
  const clamped = Math.min(Math.max(heartbeatIntervalS, SHORTEST_HEARTBEAT_S), LONGEST_HEARTBEAT_S)
  return lastSeenAt + 3 * clamped * 1000 + GRACE_MS + 1
}

/** The station as a whole: what connector 0 says, else what its connectors say (KPI definitions 3.2). */
export function stationStatus(station: { status: StationStatus; connectors: readonly { status: string }[] }): StationStatus {
  if (station.status !== 'unknown') return station.status
  const { connectors } = station
  if (connectors.length === 0) return 'unknown'
  if (connectors.every((connector) => connector.status === 'faulted')) return 'faulted'
  if (connectors.every((connector) => connector.status === 'unavailable')) return 'disabled'
  return 'enabled'
}

