import type { StationConnection } from '../ocpp/station-host'
import type { Clock } from './ports'
import type { LinkView } from './views/station-view'

/** Close code for a connection that a newer one of the same station replaces. */
const REPLACED = 1000
/** A station that comes back this often after its old connection was closed keeps two on purpose (quirk C08). */
const PARALLEL_AFTER = 3
const PARALLEL_WINDOW_MS = 60_000
/** A gateway with two lines needs no more; whoever opens more has lost the older ones (quirk C07). */
const MOST_PARALLEL = 3

interface Line {
  connections: StationConnection[]
  since: number | null
  settled: Set<string>
  replacedAt: number[]
}

/** Which sockets a station has open, and which of them is the one to talk to. */
export interface Connections {
  /** `mayKeep`: it is known to keep parallel ones on purpose. The newest connection wins; the others are closed (quirk C07). Returns whether a parallel one was left open. */
  opened(connection: StationConnection, mayKeep?: boolean): { keepsParallel: boolean }
  /** False when the close event of a connection came late and changes nothing. */
  closed(connection: StationConnection): boolean
  /** A CALL came in on it: commands follow (quirk C08). */
  heard(connection: StationConnection): void
  settle(connection: StationConnection): void
  isSettled(station: string): boolean
  /** No CALL before the boot was answered or this time passed (quirk C18). */
  settleMs(station: string): number
  isBooted(connection: StationConnection): boolean
  live(station: string): StationConnection | null
  /** All of one station, the live one first. */
  of(station: string): readonly StationConnection[]
  link(station: string): LinkView
  all(): StationConnection[]
}

export function createConnections(clock: Clock, settleMs: (station: string) => number): Connections {
  const lines = new Map<string, Line>()
  const lineOf = (station: string): Line => {
    const known = lines.get(station)
    if (known) return known
    const line: Line = { connections: [], since: null, settled: new Set(), replacedAt: [] }
    lines.set(station, line)
    return line
  }

  return {
    opened(connection, mayKeep = false) {
      const line = lineOf(connection.station)
      const now = clock.now()
      const older = line.connections
      line.replacedAt = line.replacedAt.filter((at) => now - at < PARALLEL_WINDOW_MS)
      const keepsParallel = mayKeep || line.replacedAt.length >= PARALLEL_AFTER
      if (older.length > 0 && !keepsParallel) line.replacedAt.push(now)
      const kept = keepsParallel ? older.slice(0, MOST_PARALLEL - 1) : []
      line.connections = [connection, ...kept]
      line.since = now
      for (const old of older) if (!kept.includes(old)) void old.close(REPLACED, 'replaced by a newer connection')
      return { keepsParallel: kept.length > 0 }
    },
    closed(connection) {
      const line = lineOf(connection.station)
      line.settled.delete(connection.id)
      if (!line.connections.includes(connection)) return false
      line.connections = line.connections.filter((open) => open !== connection)
      line.since = clock.now()
      return true
    },
    heard(connection) {
      const line = lineOf(connection.station)
      if (line.connections[0] === connection || !line.connections.includes(connection)) return
      line.connections = [connection, ...line.connections.filter((open) => open !== connection)]
    },
    settle: (connection) => void lineOf(connection.station).settled.add(connection.id),
    isSettled(station) {
      const line = lineOf(station)
      const live = line.connections[0]
      return live !== undefined && (line.settled.has(live.id) || clock.now() - live.openedAt >= settleMs(station))
    },
    settleMs,
    isBooted: (connection) => lineOf(connection.station).settled.has(connection.id),
    live: (station) => lines.get(station)?.connections[0] ?? null,
    of: (station) => lines.get(station)?.connections ?? [],
    link: (station) => {
      const line = lines.get(station)
      return { connection: line?.connections[0] ?? null, since: line?.since ?? null }
    },
    all: () => [...lines.values()].flatMap((line) => line.connections),
  }
}
