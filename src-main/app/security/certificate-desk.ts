import type { CertificateRequestRow } from '#contract/security'
import type { PersonSource } from '#contract/vocabulary'
import type { StationConnection } from '../../ocpp/station-host'
import type { Commands, Sender } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import { createKeyedFeed, type KeyedFeed } from '../feeds/keyed-feed'
import type { Clock, Log } from '../ports'
import type { CertificateAuthority, NewSecurityEvent, SecurityStore, StoredRequest } from '../security-ports'
import { SwitchedOffError } from '../own-accord'
import { ownEvent } from './own-event'

/** Requests of stations for certificates: judged, signed, delivered, and what the station made of it. */
export interface CertificateDesk {
  feed: KeyedFeed<number, CertificateRequestRow>
  /** They are stored, and the station was told that they were taken. */
  arrived(stations: readonly string[]): void
  /** What waits for this connection is sent. */
  ready(connection: StationConnection): void
  /** @throws FaultError */
  grant(request: number, by: PersonSource): Promise<void>
  refuse(request: number, by: PersonSource): void
  /** The newest one of the station that still counts; null: none was issued. */
  issuedTo(station: string): StoredRequest | null
  isIssuedTo(station: string, fingerprint: string): boolean
  /** Of each station the certificate that it was given last. */
  issued(): StoredRequest[]
}

export function createCertificateDesk(parts: {
  clock: Clock
  log: Log
  store: Pick<SecurityStore, 'requests' | 'newestRequests' | 'saveRequest'>
  authority: CertificateAuthority
  connections: Connections
  commands: () => Commands
  isAutomatic: () => boolean
  nameOf: (station: string) => string
  raise: (event: NewSecurityEvent) => void
  settle: (station: string, kind: string) => void
  changed: (station: string) => void
}): CertificateDesk {
  const { clock, log, store, authority, connections } = parts
  const rows = new Map(store.requests().map((row) => [row.request, row]))
  const delivering = new Set<number>()

  const shown = ({ text: _text, chain: _chain, requestId: _id, ...row }: StoredRequest): CertificateRequestRow => ({
    ...row,
    stationName: parts.nameOf(row.station),
  })
  const feed = createKeyedFeed<number, CertificateRequestRow>({
    clock,
    all: () => [...rows.values()].sort((a, b) => b.request - a.request).map(shown),
    read: (key) => {
      const row = rows.get(key)
      return row ? shown(row) : null
    },
  })

  function keep(row: StoredRequest): StoredRequest {
    store.saveRequest(row)
    rows.set(row.request, row)
    feed.touch([row.request])
    parts.changed(row.station)
    return row
  }

  function waiting(request: number): StoredRequest {
    const row = rows.get(request)
    if (row?.state !== 'waiting') throw new FaultError('REQUEST_NOT_WAITING', { request })
    return row
  }

  async function sign(row: StoredRequest, by: PersonSource | null): Promise<void> {
    const { certificate, chain } = await authority.issue(row.text, row.use)
    // Meanwhile the station may have asked again, with another key.
    if (rows.get(row.request)?.state !== 'waiting') return
    const { fingerprint, notAfter } = certificate
    const granted = keep({ ...row, state: 'granted', decidedBy: by, decidedAt: clock.now(), chain, fingerprint, notAfter })
    const connection = connections.ready(row.station)
    // Not before its boot was answered (quirk C18), nor before it is accepted; then `ready` comes.
    if (connection) await deliver(granted, connection)
  }

  async function deliver(row: StoredRequest, connection: StationConnection): Promise<void> {
    if (row.chain === null || delivering.has(row.request)) return
    delivering.add(row.request)
    try {
      const call = { kind: 'send-certificate' as const, chain: row.chain, use: row.use, requestId: row.requestId }
      const { reply, record, failure } = await parts.commands().ask(connection, call, senderOf(row))
      // It is sent again on the next connection.
      if (failure?.code === 'connection-lost') return
      const state = reply === null ? 'unanswered' : reply.accepted ? 'installed' : 'declined'
      keep({ ...(rows.get(row.request) ?? row), state, answer: record.answer })
    } catch (error) {
      // It waits until that is switched on again, or a person has decided.
      if (!(error instanceof SwitchedOffError)) throw error
    } finally {
      delivering.delete(row.request)
    }
  }

  /** The edge where a failure of what nobody waits for ends. */
  function inBackground(what: string, station: string, work: Promise<void>): void {
    work.catch((error: unknown) => log.error(what, { station, error: String(error) }))
  }

  function take(row: StoredRequest): void {
    if (parts.isAutomatic()) {
      inBackground('a certificate could not be signed', row.station, sign(row, null))
      return
    }
    const info = row.commonName === null ? null : `CN=${row.commonName}`
    parts.raise(ownEvent('CertificateRequestWaits', { station: row.station, at: row.at, info, isCritical: false }))
  }

  return {
    feed,
    arrived(stations) {
      for (const station of new Set(stations)) {
        for (const row of store.newestRequests(station).toReversed()) {
          const isNew = !rows.has(row.request)
          rows.set(row.request, row)
          feed.touch([row.request])
          if (isNew && row.state === 'waiting') take(row)
        }
        parts.changed(station)
      }
    },
    ready(connection) {
      if (!connections.ready(connection.station)) return
      for (const row of store.newestRequests(connection.station)) {
        // The process ended between the answer to the request and its signature.
        if (row.state === 'waiting' && parts.isAutomatic()) take(row)
        if (row.state === 'granted') inBackground('a certificate could not be sent', row.station, deliver(row, connection))
      }
    },
    async grant(request, by) {
      const row = waiting(request)
      await sign(row, by)
      parts.settle(row.station, 'CertificateRequestWaits')
    },
    refuse(request, by) {
      const row = keep({ ...waiting(request), state: 'refused', flaw: 'person', decidedBy: by, decidedAt: clock.now() })
      parts.settle(row.station, 'CertificateRequestWaits')
    },
    issuedTo: (station) => store.newestRequests(station).find((row) => row.use === 'station' && row.state === 'installed') ?? null,
    isIssuedTo: (station, fingerprint) =>
      store.newestRequests(station).some((row) => row.use === 'station' && row.fingerprint === fingerprint),
    issued() {
      const newest = new Map<string, StoredRequest>()
      const delivered = [...rows.values()].filter(({ state, notAfter }) => state === 'installed' && notAfter !== null)
      for (const row of delivered.sort((a, b) => a.request - b.request)) newest.set(`${row.station} ${row.use}`, row)
      return [...newest.values()]
    },
  }
}

/** Who decided sends it; where nobody did, Plugboard does. */
const senderOf = ({ decidedBy }: StoredRequest): Sender =>
  decidedBy === null || decidedBy === 'automatic' ? { ownAccord: 'certificate' } : decidedBy
