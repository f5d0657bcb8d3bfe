import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HandshakeOutcome } from '#contract/vocabulary'
import { type Credentials, readAuthorization } from './basic-auth'
import type { Dialect } from './dialect'
import { assumedDialect } from './dialects'
import type { FailedHandshakes } from './failed-handshakes'
import type { Gate } from './gate'
import { refuse } from './http-refusal'
import { websocketFlaw } from './misdirected'
import { requestText } from './request-text'
import type { StationHost } from './station-host'
import { identityOf } from './station-url'
import { chooseSubprotocol, type Offer, offeredNames } from './subprotocol'

/** What the upgrade that is about to happen leads to. */
export type Admission =
  | ({
      kind: 'serve'
      identity: string
      authenticated: boolean
      idleLimitMs: number | undefined
      report: Report
    } & Spoken)
  /** The handshake is finished without a subprotocol, and closed: so a station learns why (OCPP-J 2.0.1, 3.2). */
  | { kind: 'dismiss'; outcome: HandshakeOutcome; report: Report }

interface Spoken {
  dialect: Dialect
  /** As offered; false: the station offered none, and must not be answered with one (quirk C01). */
  spelling: string | false
}

/** Writes the line for the handshake log; the first outcome counts. */
export type Report = (outcome: HandshakeOutcome, detail: string) => void

export interface HandshakeOptions {
  host: StationHost
  failures: FailedHandshakes
  /** For passwords, by address. */
  gate: Gate
}

export interface Visit {
  request: IncomingMessage
  socket: Duplex
  remoteAddress: string
  /** Of ours, as the station reached it. */
  localAddress: string
  secure: boolean
}

/**
 * Decides about an upgrade request. Null: it was refused. Otherwise the request is ready for ocpp-rpc, which takes the
 * identity from the last segment of the url and is strict about the subprotocol header.
 */
export async function decide({ host, failures, gate }: HandshakeOptions, visit: Visit): Promise<Admission | null> {
  const { request, socket, remoteAddress, secure } = visit
  const identity = identityOf(request.url)
  const text = requestText(request)
  let isReported = false
  const report: Report = (outcome, detail) => {
    if (isReported) return
    isReported = true
    if (outcome === 'accepted' && identity !== null) failures.succeeded(remoteAddress, identity)
    else if (!ourFault.has(outcome)) failures.failed(remoteAddress, identity)
    host.handshake({ remoteAddress, identity, outcome, detail, request: text })
  }
  const turnAway = (outcome: HandshakeOutcome, detail: string): null => {
    report(outcome, detail)
    refuse(socket, outcome)
    return null
  }

  const isHeldOff = (): boolean => {
    const { limited, first } = failures.isLimited(remoteAddress, identity)
    if (limited && first) turnAway('rate-limited', 'too many failed handshakes from this address')
    else if (limited) refuse(socket, 'rate-limited')
    return limited
  }
  if (isHeldOff()) return null
  const flaw = websocketFlaw(request)
  if (flaw !== null) return turnAway('bad-websocket-request', flaw)
  if (identity === null) return turnAway('no-identity', 'the address does not end with an identity')

  const offered = offeredNames(request.headers['sec-websocket-protocol'])
  const offer = chooseSubprotocol(offered)
  const credentials = readAuthorization(request.headers.authorization, identity)
  const passwords = credentials?.passwords ?? null
  const knock = () => host.knock({ identity, remoteAddress, secure, passwords, protocol: offer.kind })
  // Passwords tried all at once would be checked before the first of them has failed, so they wait for each other.
  const answer = passwords === null ? await knock() : await gate.pass(remoteAddress, async () => (isHeldOff() ? null : knock()))
  if (answer === null) return null

  const spoken = answer.admit ? spokenBy(offer, answer.assumeProtocol) : null
  const outcome = answer.admit ? mismatches[offer.kind] : answer.outcome
  if (spoken === null && !explainedByClosing.has(outcome)) {
    return turnAway(outcome, describeRefusal(outcome, credentials))
  }
  if (offered.length === 0) delete request.headers['sec-websocket-protocol']
  else request.headers['sec-websocket-protocol'] = offered.join(', ')
  request.url = `/${encodeURIComponent(answer.admit ? answer.identity : identity)}`
  if (answer.admit && spoken !== null) {
    const { identity: registered, authenticated, idleLimitMs } = answer
    return { kind: 'serve', identity: registered, authenticated, idleLimitMs, ...spoken, report }
  }
  report(outcome, offered.length === 0 ? 'no subprotocol offered' : `offered ${offered.join(', ')}`.slice(0, 300))
  return { kind: 'dismiss', outcome, report }
}

function spokenBy(offer: Offer, assumeProtocol: boolean): Spoken | null {
  if (offer.kind === 'offered') return { dialect: offer.dialect, spelling: offer.spelling }
  return offer.kind === 'none' && assumeProtocol ? { dialect: assumedDialect, spelling: false } : null
}

const mismatches = {
  offered: 'accepted',
  none: 'no-subprotocol',
  unsupported: 'unsupported-subprotocol',
} as const satisfies Record<Offer['kind'], HandshakeOutcome>

/** These are told by a finished handshake without a subprotocol; an HTTP error would say nothing of the version. */
const explainedByClosing: ReadonlySet<HandshakeOutcome> = new Set(['no-subprotocol', 'unsupported-subprotocol'])

function describeRefusal(outcome: HandshakeOutcome, credentials: Credentials | null): string {
  if (outcome !== 'wrong-password') return ''
  const user = credentials?.user ?? null
  return user === null ? 'no readable user name' : `user name "${user}"`.slice(0, 300)
}

/** A station must not be held off for what is no failure of its own. */
const ourFault: ReadonlySet<HandshakeOutcome> = new Set(['accepted', 'rate-limited', 'quarantine-full', 'storage-full'])
