import type { ActionDescription } from '#contract/commands'
import type { FrameKind } from '#contract/trace'
import type { HandshakeDetail, HandshakeEvidence, LinkEnd } from '#contract/handshakes'
import type { ListenerKind, SecurityProfile } from '#contract/security'
import type { HandshakeOutcome, PayloadIssue } from '#contract/vocabulary'
import type { NeutralCall, StationCall, StationMessage, StationReply, Verdict } from '../domain/station-message'
import type { PasswordEncoding } from './basic-auth'
import type { SettingHabits } from './setting-habits'
import type { SmartCharging } from './smart-charging'

/**
 * The seam between the sockets (`ocpp/`) and the central system (`app/`). `ocpp/` calls the host for everything that
 * needs knowledge of stations; the host sees neutral messages and connections, never a version or a socket.
 */
export interface StationHost {
  /**
   * A station knocks. Decides before the upgrade; must settle quickly. Any of the offered spellings of the password
   * may be the one that fits (quirk C15).
   */
  knock(knock: Knock): Promise<KnockAnswer>

  /** One line for the handshake log; called for every failed handshake and for every accepted one. */
  handshake(report: HandshakeReport): void

  /** The upgrade is done. From here on the host owns the decision which connection of a station is the live one. */
  connected(connection: StationConnection): void

  /**
   * A CALL. Resolves when everything that follows from it is on disk, frame included; only then is it answered.
   * Rejects with `HostError` for an answer other than a CALLRESULT.
   */
  receive(connection: StationConnection, call: ReceivedCall): Promise<Verdict>

  /** A person does not want it here: whatever it sends but its boot is answered with SecurityError (OCPP 2.0.1 B03). */
  isRefused(station: string): boolean

  /** Any other frame, in or out, as it went over the wire. Kept with the next commit. */
  frame(frame: Frame): void

  /** Any inbound frame, ping or pong: a sign of life. */
  alive(connection: StationConnection): void

  disconnected(connection: StationConnection, close: ConnectionEnd): void
}

export interface Knock {
  /** As written by the station, percent-decoded. */
  identity: string
  remoteAddress: string
  secure: boolean
  listener: ListenerKind
  certificate: ClientCertificate | null
  /** Raw bytes of the password for each way to split user and password; null: no Authorization header. */
  passwords: Buffer[] | null
  /** How each of them was read from the header. */
  encodings: PasswordEncoding[]
  /** Was a usable subprotocol offered? `assumed` is only allowed for stations that the host knows (quirk C01). */
  protocol: 'offered' | 'none' | 'unsupported'
}

export type KnockAnswer =
  /**
   * `identity` in its registered spelling (quirk C06). `assumeProtocol`: go on without a subprotocol (quirk C01).
   * `idleLimitMs`, `pingMs`: how long it may be silent, and how often it is pinged (quirk C09).
   */
  | ({ admit: true; identity: string; authenticated: boolean; assumeProtocol: boolean } & Partial<Manner>)
  | { admit: false; outcome: HandshakeOutcome; detail?: string }

/** The certificate of a station, as the TLS handshake found it. */
export interface ClientCertificate {
  commonName: string | null
  /** Further host names in it. */
  names: string[]
  issuer: string
  /** SHA-256, hexadecimal. */
  fingerprint: string
  notAfter: number
  /** Why no known authority vouches for it, as OpenSSL names it; null: one does. */
  flaw: string | null
}

/** How a station wants to be spoken to, where that is particular. */
export interface Manner {
  idleLimitMs: number
  /** 0: never. */
  pingMs: number
  /** Subprotocol that is spoken where it offers none. */
  assumedProtocol: string
  /** Subprotocol that is spoken though it offers others; null: the highest. */
  pinnedProtocol: string | null
  /** False: it breaks what was negotiated (quirk C10). */
  compress: boolean
}

/** One attempt, before it is counted. */
export type HandshakeReport = Omit<HandshakeDetail, 'id' | 'at' | 'firstAt' | 'count'>

/** Of an attempt of which nothing came yet. */
export const nothingKnown: HandshakeEvidence = {
  arrived: 'nothing',
  path: null,
  offered: [],
  chosen: null,
  credentials: null,
  user: null,
  tls: null,
  firstBytes: null,
  end: null,
}

export interface ReceivedCall {
  message: StationMessage
  frame: Frame
}

/** A raw frame. Text is kept as received (quirks, rule 2). */
export interface Frame {
  at: number
  station: string
  connection: string
  direction: 'in' | 'out'
  kind: FrameKind
  action: string | null
  messageId: string | null
  text: string
  roundTripMs: number | null
  /** Quirk id or `schema`, with the detail: what was repaired or deviates. */
  findings: { code: string; detail: string }[]
  /** The session that it is part of: told by the host when it has decided on a CALL, and taken over by the answer. */
  session: number | null
}

export interface ConnectionEnd {
  code: number
  reason: string
  /** `silence`: the idle limit cut it; `network`: it broke without a close. */
  by: LinkEnd['by']
  /** What the station did wrong on the socket; null: nothing. */
  fault: 'reserved-bits' | 'too-large' | 'other' | null
}

/** A live socket to a station, as the host sees it. */
export interface StationConnection {
  /** Unique over restarts. */
  readonly id: string
  /** Registered spelling. */
  readonly station: string
  /** For people: "OCPP 1.6J". */
  readonly protocol: string
  readonly remoteAddress: string
  /** The address of ours that the station reached, and can reach again. */
  readonly localAddress: string
  readonly secure: boolean
  readonly authenticated: boolean
  readonly listener: ListenerKind
  /** That it showed; null: none was asked for. */
  readonly certificate: ClientCertificate | null
  /** As it is used on this connection. */
  readonly profile: SecurityProfile
  readonly openedAt: number
  /** What a neutral request is called in the version of this connection; null: it has no such request. */
  actionOf(request: NeutralCall['kind']): string | null
  /** Why this version cannot express the call; null: it can. Nothing is sent. */
  obstacleTo(call: StationCall): string | null
  /** The call as it goes over the wire; null: this version cannot express it. */
  written(call: StationCall): { action: string; payload: object } | null
  readonly settingHabits: SettingHabits
  readonly smartCharging: SmartCharging
  /** Can the answer to the end of a session say what it cost? */
  readonly isToldTotal: boolean
  /**
   * Send a CALL and wait for the answer; queued, one outstanding at a time (quirk F10), deadline 30 s each.
   * @throws StationCallError
   */
  call(call: StationCall): Promise<StationReply>
  /** Resolves when the socket is closed; terminates it when the peer does not answer the close within 2 s. */
  close(code: number, reason: string): Promise<void>
}

/** What the stations of a protocol (`StationConnection.protocol`) can be sent, with or without a connection. */
export interface ActionCatalog {
  /** Null: no such protocol. */
  actions(protocol: string): ActionDescription[] | null
  /** What is wrong with a payload, by its schema; null: the protocol has no such action to stations. */
  check(protocol: string, action: string, payload: unknown): PayloadIssue[] | null
}

/** An expected failure of a call to a station. */
export class StationCallError extends Error {
  constructor(
    readonly code: 'timeout' | 'call-error' | 'connection-lost' | 'not-supported',
    message: string,
    /** OCPP error code and description where the station answered with a CALLERROR. */
    readonly answer: { code: string; description: string } | null = null,
  ) {
    super(message)
    this.name = 'StationCallError'
  }
}

/** What a refused station reads beside SecurityError. */
export const REFUSED_HERE = 'This charger is refused here'

/** Thrown by the host instead of a verdict: answer with this OCPP error code. */
export class HostError extends Error {
  constructor(
    readonly code: 'NotImplemented' | 'InternalError' | 'NotSupported' | 'SecurityError',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'HostError'
  }
}
