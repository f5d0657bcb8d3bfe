import type { LinkEnd } from '#contract/handshakes'
import { isFlapping, type LinkPattern, patternOf, recentConnects } from '../domain/link-pattern'
import type { ConnectionEnd, StationConnection } from '../ocpp/station-host'
import type { Clock } from './ports'

const ENDS_KEPT = 6

interface Line {
  connects: number[]
  ends: LinkEnd[]
  isFlapping: boolean
}

/** What the links of a station do over time. */
export interface LinkWatch {
  /** True: from now on it flaps (quirk C17). One alarm, however often it goes on. */
  opened(connection: StationConnection): boolean
  /** True: the first CALL on this connection; only now it says something about the station (quirk C03). */
  heard(connection: StationConnection): boolean
  closed(connection: StationConnection, end: ConnectionEnd): { end: LinkEnd; pattern: LinkPattern | null }
  isFlapping(station: string): boolean
  /** Of the last hour. */
  connects(station: string): readonly number[]
}

export function createLinkWatch(clock: Clock): LinkWatch {
  const lines = new Map<string, Line>()
  const calls = new WeakMap<StationConnection, number>()
  const lineOf = (station: string): Line => {
    const known = lines.get(station)
    if (known) return known
    const line: Line = { connects: [], ends: [], isFlapping: false }
    lines.set(station, line)
    return line
  }

  return {
    opened({ station }) {
      const line = lineOf(station)
      const now = clock.now()
      line.connects = [...recentConnects(line.connects, now), now]
      const wasFlapping = line.isFlapping
      line.isFlapping = isFlapping(line.connects, now)
      return line.isFlapping && !wasFlapping
    },
    heard(connection) {
      const count = calls.get(connection) ?? 0
      calls.set(connection, count + 1)
      return count === 0
    },
    closed(connection, { code, reason, by }) {
      const at = clock.now()
      const end: LinkEnd = { at, ageMs: at - connection.openedAt, code, reason: reason.slice(0, 200), by, calls: calls.get(connection) ?? 0 }
      const line = lineOf(connection.station)
      // What we end ourselves says nothing about the way in between.
      if (by !== 'us') line.ends = [...line.ends, end].slice(-ENDS_KEPT)
      return { end, pattern: by === 'us' ? null : patternOf(line.ends) }
    },
    connects: (station) => recentConnects(lines.get(station)?.connects ?? [], clock.now()),
    isFlapping(station) {
      const line = lines.get(station)
      return line !== undefined && isFlapping(line.connects, clock.now())
    },
  }
}
