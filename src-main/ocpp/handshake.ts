import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HandshakeOutcome } from '#contract/vocabulary'
import { type Credentials, readAuthorization } from './basic-auth'
import type { Dialect } from './dialect'
import { assumedDialect } from './dialects'
import type { FailedHandshakes } from './failed-handshakes'
import { refuse } from './http-refusal'
import { websocketFlaw } from './misdirected'
import { requestText } from './request-text'
import type { StationHost } from './station-host'
import { identityOf } from './station-url'
import { chooseSubprotocol, type Offer, offeredNames } from './subprotocol'

/** What the upgrade that is about to happen leads to. */
export type Admission =
  | {
      kind: 'serve'
      identity: string
      authenticated: boolean
      idleLimitMs: number | undefined
      dialect: Dialect
      /** As offered; false: the station offered none, and must not be answered with one (quirk C01). */
      spelling: string | false
      report: Report
    }
  /** The handshake is finished without a subprotocol, and closed: so a station learns why (OCPP-J 2.0.1, 3.2). */
  | { kind: 'dismiss'; outcome: HandshakeOutcome; report: Report }

/** Writes the line for the handshake log; the first outcome counts. */
export type Report = (outcome: HandshakeOutcome, detail: string) => void

export interface HandshakeOptions {
  host: StationHost
  failures: FailedHandshakes
}

export interface Visit {
  request: IncomingMessage
  socket: Duplex
  remoteAddress: string
  secure: boolean
}

/**
 * Decides about an upgrade request. Null: it was refused. Otherwise the request is ready for ocpp-rpc, which takes the
 * identity from the last segment of the url and is strict about the subprotocol header.
 */
export async function decide({ host, failures }: HandshakeOptions, visit: Visit): Promise<Admission | null> {
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

  const { limited, first } = failures.isLimited(remoteAddress, identity)
  if (limited) {
    if (first) return turnAway('rate-limited', 'too many failed handshakes from this address')
    refuse(socket, 'rate-limited')
    return null
  }
  const flaw = websocketFlaw(request)
  if (flaw !== null) return turnAway('bad-websocket-request', flaw)
  if (identity === null) return turnAway('no-identity', `no identity in ${request.url ?? ''}`.slice(0, 300))

  const offered = offeredNames(request.headers['sec-websocket-protocol'])
  const offer = chooseSubprotocol(offered)
  const credentials = readAuthorization(request.headers.authorization, identity)
  const passwords = credentials?.passwords ?? null
  const answer = await host.knock({ identity, remoteAddress, secure, passwords, protocol: offer.kind })
  if (!answer.admit) return turnAway(answer.outcome, describeRefusal(answer.outcome, credentials))

  if (offered.length === 0) delete request.headers['sec-websocket-protocol']
  else request.headers['sec-websocket-protocol'] = offered.join(', ')
  request.url = `/${encodeURIComponent(answer.identity)}`

  const spoken = spokenBy(offer, answer.assumeProtocol)
  if (spoken === null) {
    const outcome = offer.kind === 'none' ? 'no-subprotocol' : 'unsupported-subprotocol'
    report(outcome, offer.kind === 'none' ? 'no subprotocol offered' : `offered ${offered.join(', ')}`.slice(0, 300))
    return { kind: 'dismiss', outcome, report }
  }
  const { identity: registered, authenticated, idleLimitMs } = answer
  return { kind: 'serve', identity: registered, authenticated, idleLimitMs, ...spoken, report }
}

function spokenBy(offer: Offer, assumeProtocol: boolean): { dialect: Dialect; spelling: string | false } | null {
  if (offer.kind === 'offered') return { dialect: offer.dialect, spelling: offer.spelling }
  return offer.kind === 'none' && assumeProtocol ? { dialect: assumedDialect, spelling: false } : null
}

function describeRefusal(outcome: HandshakeOutcome, credentials: Credentials | null): string {
  if (outcome !== 'wrong-password') return ''
  const user = credentials?.user ?? null
  return user === null ? 'no readable user name' : `user name "${user}"`.slice(0, 300)
}

/** A station must not be held off for what is no failure of its own. */
const ourFault: ReadonlySet<HandshakeOutcome> = new Set(['accepted', 'rate-limited', 'quarantine-full', 'storage-full'])
