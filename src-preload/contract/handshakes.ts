import type { EpochMs } from './read-models'
import type { HandshakeNote, HandshakeOutcome } from './vocabulary'

/** Attempts of one address with one identity and one outcome: counted up for a day, then a new row begins. */
export interface HandshakeRow {
  id: number
  /** Of the latest. */
  at: EpochMs
  firstAt: EpochMs
  count: number
  remoteAddress: string
  identity: string | null
  outcome: HandshakeOutcome
  /** What exactly was seen, in a few words; never a password. */
  detail: string
  /** The port of ours that was reached, and whether it expects TLS. Null: in rows of older versions. */
  port: number | null
  secure: boolean
  notes: HandshakeNote[]
}

/** What the latest attempt of a row is judged by; never a secret. */
export interface HandshakeEvidence {
  /** By its first bytes. */
  arrived: 'nothing' | 'tls' | 'websocket' | 'http' | 'soap' | 'other'
  /** As asked for, without what a query may hide. */
  path: string | null
  offered: string[]
  /** For people: "OCPP 1.6J". */
  chosen: string | null
  credentials: 'none' | 'ignored' | 'fit' | 'refused' | null
  /** Named in the Authorization header. */
  user: string | null
  tls: TlsFacts | null
  /** Readable bytes of what is no request. */
  firstBytes: string | null
  /** How the accepted connection ended. */
  end: LinkEnd | null
}

export interface TlsFacts {
  /** The host name that the station dialled; null: it named none, as with a bare IP address. */
  serverName: string | null
  /** Versions that it offered, newest first: "TLS 1.2". */
  offered: string[]
  protocol: string | null
  cipher: string | null
  alert: string | null
  /** What we showed. */
  certificate: CertificateFacts | null
}

export interface CertificateFacts {
  names: string[]
  validFrom: EpochMs
  validUntil: EpochMs
  /** Its issuer is another certificate, which is not sent along. */
  lacksIssuer: boolean
}

export interface LinkEnd {
  at: EpochMs
  ageMs: number
  code: number
  reason: string
  /** Who ended it: the station with a close, we for silence or another reason, or the network without a word. */
  by: 'station' | 'silence' | 'us' | 'network'
  /** Messages that came on it. */
  calls: number
}

/** One attempt with all that is known of it. */
export interface HandshakeDetail extends HandshakeRow {
  evidence: HandshakeEvidence
  /** Request line and headers as received, credentials removed; null where nothing readable came. */
  request: string | null
}

/** A port that chargers need, and how it stands. */
export interface PortState {
  use: 'ocpp' | 'ocpp-tls' | 'uploads' | 'ftp'
  port: number
  host: string
  state: 'listening' | 'closed' | 'in-use'
  /** The program that has it where it is not this one: "nginx (812)". */
  usedBy: string | null
  /** Answers at the address of each interface of this computer. */
  reachable: { address: string; interface: string; isReachable: boolean }[]
}
