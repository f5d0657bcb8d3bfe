import { REJECTED_RETRY_S } from '../domain/decide/boot'
import type { BootVerdict } from '../domain/station-message'
import type { StationConnection } from '../ocpp/station-host'
import { FaultError } from './fault-error'
import type { Clock } from './ports'
import type { LinkView } from './views/station-view'

/** Close code for a connection that a newer one of the same station replaces. */
const REPLACED = 1000
/** A station that comes back this often after its old connection was closed keeps two on purpose (quirk C08). */
const PARALLEL_AFTER = 3
const PARALLEL_WINDOW_MS = 60_000
/** Twice as long as it was told to wait: who has not asked again by then does not care. */
const REJECTION_MS = 2 * REJECTED_RETRY_S * 1000
/** A gateway with two lines needs no more; whoever opens more has lost the older ones (quirk C07). */
const MOST_PARALLEL = 3

interface Line {
  connections: StationConnection[]
  since: number | null
  settled: Set<string>
  /** When its boot was answered with Rejected; null: its last one was not. */
  rejectedAt: number | null
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
  booted(connection: StationConnection, registration: BootVerdict['registration']): void
  isSettled(station: string): boolean
  /** It was told so, and may send nothing but its next boot, not even an answer (OCPP 1.6, 4.2; 2.0.1 B03). */
  isRejected(station: string): boolean
  /**
   * The one to talk to of our own accord, and at the buttons of a station; null: none now. Only of one that is accepted;
   * what a person writes by hand may reach a quarantined one as well (ADR 007).
   */
  ready(station: string): StationConnection | null
  /** The same. @throws FaultError */
  demand(station: string): StationConnection
  /** No CALL before the boot was answered or this time passed (quirk C18). */
  settleMs(station: string): number
  isBooted(connection: StationConnection): boolean
  live(station: string): StationConnection | null
  /** All of one station, the live one first. */
  of(station: string): readonly StationConnection[]
  link(station: string): LinkView
  all(): StationConnection[]
}

export function createConnections(parts: {
  clock: Clock
  settleMs: (station: string) => number
  isAccepted: (station: string) => boolean
}): Connections {
  const { clock, settleMs } = parts
  const lines = new Map<string, Line>()
  const lineOf = (station: string): Line => {
    const known = lines.get(station)
    if (known) return known
    const line: Line = { connections: [], since: null, settled: new Set(), rejectedAt: null, replacedAt: [] }
    lines.set(station, line)
    return line
  }

  const live = (station: string) => lines.get(station)?.connections[0] ?? null

  function isRejected(station: string): boolean {
    const at = lines.get(station)?.rejectedAt ?? null
    return at !== null && clock.now() - at < REJECTION_MS
  }

  function isSettled(station: string): boolean {
    const connection = live(station)
    if (connection === null || isRejected(station)) return false
    return lineOf(station).settled.has(connection.id) || clock.now() - connection.openedAt >= settleMs(station)
  }

  const ready = (station: string) => (parts.isAccepted(station) && isSettled(station) ? live(station) : null)

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
    booted(connection, registration) {
      const line = lineOf(connection.station)
      line.rejectedAt = registration === 'rejected' ? clock.now() : null
      if (registration === 'rejected') line.settled.delete(connection.id)
      else line.settled.add(connection.id)
    },
    isSettled,
    isRejected,
    ready,
    demand(station) {
      const connection = ready(station)
      if (connection) return connection
      throw parts.isAccepted(station) ? new FaultError('STATION_OFFLINE', { station }) : new FaultError('NOT_ACCEPTED', { station })
    },
    settleMs,
    isBooted: (connection) => lineOf(connection.station).settled.has(connection.id),
    live,
    of: (station) => lines.get(station)?.connections ?? [],
    link: (station) => {
      const line = lines.get(station)
      return { connection: line?.connections[0] ?? null, since: line?.since ?? null }
    },
    all: () => [...lines.values()].flatMap((line) => line.connections),
  }
}
