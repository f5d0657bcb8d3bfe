import type { HandshakeDetail, LinkEnd } from '#contract/handshakes'
import type { HandshakeNote, HandshakeOutcome } from '#contract/vocabulary'
import { type HandshakeReport, nothingKnown, type StationConnection } from '../ocpp/station-host'
import type { Clock } from './ports'

/** Attempts of the same kind are one row for this long; then another begins, so that a row says on which day. */
const ROW_MS = 86_400_000
/** Kinds that are counted up without looking into the store. */
const MOST_KINDS = 2_000

/** The log of connection attempts: who tried, what came of it, how often. Rows are new objects each time they change. */
export interface Attempts {
  report(report: HandshakeReport): HandshakeDetail
  /** How the accepted connection ended; null: nothing is known of its beginning. */
  ended(connection: StationConnection, end: LinkEnd): HandshakeDetail | null
  /** Something that the links of a station show together. */
  pattern(connection: StationConnection, outcome: HandshakeOutcome, detail: string): HandshakeDetail
}

export function createAttempts({ clock, stored, nextId }: { clock: Clock; stored: readonly HandshakeDetail[]; nextId: number }): Attempts {
  let id = nextId
  const byKind = new Map<string, HandshakeDetail>()
  for (const row of [...stored].sort((a, b) => a.at - b.at)) byKind.set(kindOf(row), row)

  function keep(row: HandshakeDetail): HandshakeDetail {
    const kind = kindOf(row)
    byKind.delete(kind)
    byKind.set(kind, row)
    const oldest = byKind.keys().next()
    if (byKind.size > MOST_KINDS && oldest.done !== true) byKind.delete(oldest.value)
    return row
  }

  function counted(report: HandshakeReport): HandshakeDetail {
    const at = clock.now()
    const known = byKind.get(kindOf(report))
    if (known === undefined || at - known.firstAt >= ROW_MS) return keep({ ...report, id: id++, at, firstAt: at, count: 1 })
    // A clock that was set back must not turn the order around.
    // How the one before ended is worth knowing while the new one lives.
    const evidence = { ...report.evidence, end: report.evidence.end ?? known.evidence.end }
    return keep({ ...report, evidence, id: known.id, at: Math.max(at, known.at), firstAt: known.firstAt, count: known.count + 1 })
  }

  const acceptedOf = ({ remoteAddress, station, secure }: StationConnection) =>
    byKind.get(kindOf({ remoteAddress, identity: station, outcome: 'accepted', secure }))

  return {
    report: counted,
    ended(connection, end) {
      const row = acceptedOf(connection)
      if (row === undefined) return null
      const notes: HandshakeNote[] = row.notes.filter((note) => note !== 'brief')
      if (end.calls === 0) notes.push('brief')
      return keep({ ...row, notes, evidence: { ...row.evidence, end } })
    },
    pattern(connection, outcome, detail) {
      const { remoteAddress, station, secure } = connection
      const { evidence, request, port, notes } = acceptedOf(connection) ?? { evidence: overWebSocket, request: null, port: null, notes: [] }
      return counted({ remoteAddress, identity: station, outcome, detail, port, secure, notes, evidence, request })
    },
  }
}

const kindOf = ({ remoteAddress, identity, outcome, secure }: Pick<HandshakeReport, 'remoteAddress' | 'identity' | 'outcome' | 'secure'>) =>
  `${remoteAddress} ${outcome} ${secure ? 'tls' : 'plain'} ${identity?.toLowerCase() ?? ''}`

const overWebSocket: HandshakeReport['evidence'] = { ...nothingKnown, arrived: 'websocket' }
