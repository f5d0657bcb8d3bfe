import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HandshakeEvidence, TlsFacts } from '#contract/handshakes'
import type { ListenerKind } from '#contract/security'
import type { HandshakeNote, HandshakeOutcome } from '#contract/vocabulary'
import { type Credentials, readAuthorization } from './basic-auth'
import type { Dialect } from './dialect'
import { assumedDialect, dialects } from './dialects'
import type { FailedHandshakes } from './failed-handshakes'
import type { Gate } from './gate'
import { refuse } from './http-refusal'
import { websocketFlaw } from './misdirected'
import { requestText, withoutSecrets } from './request-text'
import { type ClientCertificate, type KnockAnswer, nothingKnown, type StationHost } from './station-host'
import { identityOf, pathNotes } from './station-url'
import { chooseSubprotocol, isOddName, type Offer, offeredNames, pinnedTo } from './subprotocol'

/** What the upgrade that is about to happen leads to. */
export type Admission =
  | ({
      kind: 'serve'
      identity: string
      authenticated: boolean
      idleLimitMs: number | undefined
      pingMs: number | undefined
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
  /** Of ours. */
  port: number
  /** Null: without TLS. */
  tls: TlsFacts | null
  listener: ListenerKind
  /** What the station showed in the TLS handshake, where it is asked for one. */
  certificate: ClientCertificate | null
}

/**
 * Decides about an upgrade request. Null: it was refused. Otherwise the request is ready for ocpp-rpc, which takes the
 * identity from the last segment of the url and is strict about the subprotocol header.
 */
export async function decide({ host, failures, gate }: HandshakeOptions, visit: Visit): Promise<Admission | null> {
  const { request, socket, remoteAddress, secure, port, listener, certificate } = visit
  const identity = identityOf(request.url)
  const text = requestText(request)
  const offered = offeredNames(request.headers['sec-websocket-protocol'])
  const credentials = readAuthorization(request.headers.authorization, identity ?? '')
  const notes: HandshakeNote[] = pathNotes(request.url)
  const evidence: HandshakeEvidence = {
    ...nothingKnown,
    arrived: 'websocket',
    path: withoutSecrets(request.url ?? ''),
    offered,
    credentials: credentials === null ? 'none' : 'refused',
    user: credentials?.user?.slice(0, 100) ?? null,
    tls: visit.tls,
  }
  let isReported = false
  const report: Report = (outcome, detail) => {
    if (isReported) return
    isReported = true
    if (outcome === 'accepted' && identity !== null) failures.succeeded(remoteAddress, identity)
    else if (!ourFault.has(outcome)) failures.failed(remoteAddress, identity)
    // Whoever is held off may name a new identity each time; the rows of an address must not grow with that.
    const shownIdentity = outcome === 'rate-limited' ? null : identity
    host.handshake({ remoteAddress, identity: shownIdentity, outcome, detail, port, secure, notes, evidence, request: text })
  }
  const turnAway = (outcome: HandshakeOutcome, detail: string): null => {
    report(outcome, detail)
    refuse(socket, outcome)
    return null
  }

  const isHeldOff = (): boolean => {
    const limited = failures.isLimited(remoteAddress, identity)
    if (limited) turnAway('rate-limited', 'too many failed attempts from this address')
    return limited
  }
  if (isHeldOff()) return null
  const flaw = websocketFlaw(request)
  if (flaw !== null) return turnAway('bad-websocket-request', flaw)
  if (identity === null) return turnAway('no-identity', 'the address does not end with an identity')

  const offer = chooseSubprotocol(offered)
  const passwords = credentials?.passwords ?? null
  const knock = () => host.knock({ identity, remoteAddress, secure, listener, certificate, passwords, encodings: credentials?.encodings ?? [], protocol: offer.kind })
  // Passwords tried all at once would be checked before the first of them has failed, so they wait for each other.
  const answer = passwords === null ? await knock() : await gate.pass(remoteAddress, async () => (isHeldOff() ? null : knock()))
  if (answer === null) return null

  const pinned = answer.admit ? chooseSubprotocol(pinnedTo(offered, answer.pinnedProtocol)) : offer
  const spoken = answer.admit ? spokenBy(offer.kind === 'none' ? offer : pinned, answer) : null
  const isPinnedAway = offer.kind === 'offered' && pinned.kind !== 'offered'
  const outcome = !answer.admit ? explained(answer.outcome, credentials) : isPinnedAway ? 'pinned-subprotocol' : mismatches[offer.kind]
  if (answer.admit && credentials !== null) evidence.credentials = answer.authenticated ? 'fit' : 'ignored'
  if (evidence.credentials === 'ignored') notes.push('password-ignored')
  if (answer.admit && answer.identity !== identity) notes.push('other-case')
  if (spoken === null && !explainedByClosing.has(outcome)) {
    const told = answer.admit ? undefined : answer.detail
    return turnAway(outcome, told ?? describeRefusal(outcome, credentials))
  }
  if (offered.length === 0) delete request.headers['sec-websocket-protocol']
  else request.headers['sec-websocket-protocol'] = offered.join(', ')
  request.url = `/${encodeURIComponent(answer.admit ? answer.identity : identity)}`
  if (answer.admit && spoken !== null) {
    evidence.chosen = spoken.dialect.name
    if (spoken.spelling === false) notes.push('protocol-assumed')
    else if (isOddName(spoken.spelling)) notes.push('odd-protocol-name')
    const { identity: registered, authenticated, idleLimitMs, pingMs, compress = true } = answer
    if (!compress && request.headers['sec-websocket-extensions'] !== undefined) {
      notes.push('compression-off')
      delete request.headers['sec-websocket-extensions']
    }
    return { kind: 'serve', identity: registered, authenticated, idleLimitMs, pingMs, ...spoken, report }
  }
  report(outcome, offered.length === 0 ? 'no subprotocol offered' : `offered ${offered.join(', ')}`.slice(0, 300))
  return { kind: 'dismiss', outcome, report }
}

function spokenBy(offer: Offer, { assumeProtocol, assumedProtocol }: Extract<KnockAnswer, { admit: true }>): Spoken | null {
  if (offer.kind === 'offered') return { dialect: offer.dialect, spelling: offer.spelling }
  if (offer.kind !== 'none' || !assumeProtocol) return null
  return { dialect: dialects.find(({ subprotocol }) => subprotocol === assumedProtocol) ?? assumedDialect, spelling: false }
}

const mismatches = {
  offered: 'accepted',
  none: 'no-subprotocol',
  unsupported: 'unsupported-subprotocol',
} as const satisfies Record<Offer['kind'], HandshakeOutcome>

/** These are told by a finished handshake without a subprotocol; an HTTP error would say nothing of the version. */
const explainedByClosing: ReadonlySet<HandshakeOutcome> = new Set(['no-subprotocol', 'unsupported-subprotocol', 'pinned-subprotocol'])

const oddities = {
  'other-user': 'wrong-user',
  unreadable: 'odd-password',
  short: 'short-password',
  'not-ascii': 'odd-password',
  colon: 'odd-password',
} as const satisfies Record<NonNullable<Credentials['oddity']>, HandshakeOutcome>

/** Of a password that does not fit, what it looks like may say why. */
function explained(outcome: HandshakeOutcome, credentials: Credentials | null): HandshakeOutcome {
  const oddity = credentials?.oddity ?? null
  return outcome === 'wrong-password' && oddity !== null ? oddities[oddity] : outcome
}

const oddityWords: Record<NonNullable<Credentials['oddity']>, string> = {
  'other-user': 'not the identity',
  unreadable: 'the Authorization header cannot be read',
  short: 'the password has less than 16 characters',
  'not-ascii': 'the password has characters beyond ASCII',
  colon: 'the password has a colon',
}

function describeRefusal(outcome: HandshakeOutcome, credentials: Credentials | null): string {
  if (credentials === null || !passwordOutcomes.has(outcome)) return ''
  const { user, oddity } = credentials
  const named = user === null ? 'no readable user name' : `user name "${user.slice(0, 200)}"`
  return oddity === null ? named : `${named}, ${oddityWords[oddity]}`
}

const passwordOutcomes: ReadonlySet<HandshakeOutcome> = new Set(['wrong-password', ...Object.values(oddities)])

/** A station must not be held off for what is no failure of its own. */
const ourFault: ReadonlySet<HandshakeOutcome> = new Set(['accepted', 'rate-limited', 'quarantine-full', 'storage-full'])
