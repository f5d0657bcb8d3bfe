import type { HandshakeDetail } from '#contract/handshakes'
import type { HandshakeNote } from '#contract/vocabulary'
import { renewed, withFact } from '../domain/compatibility'
import type { Station } from '../domain/station'
import type { ConnectionEnd, HandshakeReport, Knock, StationConnection } from '../ocpp/station-host'
import type { Attempts } from './attempts'
import type { Doorkeeper } from './knock'
import type { LinkWatch } from './link-watch'
import type { LooseRows } from './loose-rows'
import { type Clock, type Log, StorageFullError } from './ports'
import type { WorkingSet } from './working-set'

/** What attempts and links show: kept as rows of the doctor, as findings, and as what is particular of a station. */
export interface LinkNotes {
  reported(report: HandshakeReport): void
  knocked(knock: Knock): void
  /** `keepsParallel`: an older connection of it was left open. */
  opened(connection: StationConnection, keepsParallel: boolean): void
  /** A CALL came. */
  heard(connection: StationConnection): void
  closed(connection: StationConnection, close: ConnectionEnd): void
}

export function createLinkNotes(parts: {
  clock: Clock
  log: Log
  set: WorkingSet
  attempts: Attempts
  links: LinkWatch
  doorkeeper: Doorkeeper
  /** Stores rows with the next turn. */
  note: (rows: Partial<LooseRows>) => void
  /** The same, where it is not worth a commit of its own. */
  noteLater: (rows: Partial<LooseRows>) => void
  /** @throws StorageFullError */
  change: (station: Station) => void
}): LinkNotes {
  const { clock, log, set, attempts, links, doorkeeper, note } = parts

  const found = (station: string, code: string, detail: string) => note({ findings: [{ station, code, detail, at: clock.now(), count: 1 }] })

  /** A repetition is not worth a commit of its own: whoever tries a hundred times a second must not cause as many. */
  function noteAttempt(row: HandshakeDetail): void {
    if (row.count === 1) note({ handshakes: [row] })
    else parts.noteLater({ handshakes: [row] })
  }

  /** Where it could not be stored it is learned again, with the next connection. */
  function learn(before: Station, learned: Station): void {
    if (learned === before) return
    try {
      parts.change(learned)
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error
      log.warn('what was learned could not be stored', { station: before.station })
    }
  }

  /** Known of the station alone. In its path the identity has to come last; a charger that appends something to it would be taken for a stranger. */
  function notesOn({ evidence, identity, outcome }: HandshakeReport): HandshakeNote[] {
    const inFront = (evidence.path ?? '').split('/').filter((part) => part !== '').slice(0, -1)
    const isKnown = inFront.some((part) => part.toLowerCase() !== identity?.toLowerCase() && set.find(part) !== undefined)
    const isRejected = identity !== null && set.find(identity)?.station.admission === 'refused'
    return [...(isKnown ? (['known-in-path'] as const) : []), ...(isRejected && outcome === 'accepted' ? (['boot-rejected'] as const) : [])]
  }

  /** A station that compresses unasked is offered nothing it could get wrong the next time (quirk C10). */
  function neverCompress(connection: StationConnection, detail: string): void {
    noteAttempt(attempts.pattern(connection, 'compressed-frames', detail))
    found(connection.station, 'C10', detail)
    const entry = set.find(connection.station)
    if (entry) learn(entry.station, withFact(entry.station, { field: 'compression', value: 'off', isProposal: false }, clock.now()))
  }

  /** A gateway with two lines is left both (quirk C08). */
  function mayKeepParallel(station: string): void {
    found(station, 'C08', 'parallel connections')
    const entry = set.find(station)
    if (entry) learn(entry.station, withFact(entry.station, { field: 'parallelConnections', value: true, isProposal: false }, clock.now()))
  }

  return {
    reported(report) {
      noteAttempt(attempts.report({ ...report, notes: [...report.notes, ...notesOn(report)] }))
    },
    /** Profile 0 ignores an Authorization header, but says that one came (quirk C16). */
    knocked({ identity, passwords }) {
      const entry = set.find(identity)
      if (entry && !doorkeeper.hasPassword(entry) && passwords !== null) found(entry.station.station, 'C16', 'sends a password, none is set')
    },
    opened(connection, keepsParallel) {
      if (keepsParallel) mayKeepParallel(connection.station)
      if (!links.opened(connection)) return
      const detail = 'more than 10 connects within an hour'
      found(connection.station, 'C17', detail)
      note({ handshakes: [attempts.pattern(connection, 'flapping', detail)] })
    },
    /** A connection counts for the station with its first CALL: some only try a version out (quirks C03, X09). */
    heard(connection) {
      const { station, protocol, remoteAddress } = connection
      const entry = links.heard(connection) ? set.find(station) : undefined
      if (!entry) return
      if (entry.protocol !== null && entry.protocol !== protocol) {
        learn(entry.station, renewed(entry.station))
        found(station, 'X09', `${entry.protocol}, now ${protocol}`)
      }
      entry.protocol = protocol
      entry.remoteAddress = remoteAddress
      note({ lastSeen: [{ station, at: clock.now(), messageAt: clock.now(), protocol, remoteAddress }] })
    },
    closed(connection, close) {
      const { end, pattern } = links.closed(connection, close)
      const row = attempts.ended(connection, end)
      if (row) noteAttempt(row)
      if (pattern) noteAttempt(attempts.pattern(connection, pattern.outcome, pattern.detail))
      if (close.fault === 'reserved-bits') neverCompress(connection, close.reason)
    },
  }
}
