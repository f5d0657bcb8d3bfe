import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HandshakeEvidence } from '#contract/handshakes'
import type { HandshakeOutcome } from '#contract/vocabulary'
import { isRequest, readable, readRequestLine, speakerOf } from './first-bytes'
import { refusals } from './http-refusal'
import { isTls, type TlsHello } from './tls-hello'

/** Names what reached a port of ours and is no WebSocket handshake (quirks C04, C13, C14). */
export interface Diagnosis {
  outcome: HandshakeOutcome
  detail: string
  identity?: string | null
  evidence?: Partial<HandshakeEvidence>
}

/** What the first bytes alone show: the wrong kind of caller for the port. Null: what comes may be right. */
export function diagnoseFirst(
  bytes: Buffer,
  { hello, secure }: { hello: TlsHello | null; secure: boolean },
): (Diagnosis & { farewell?: string }) | null {
  if (!secure && isTls(bytes)) {
    const serverName = hello?.serverName ?? null
    const offered = hello?.offered ?? []
    const detail = ['a TLS hello on the plain port', serverName && `for ${serverName}`, offered.join(', ')].filter(Boolean).join(', ')
    const tls = { serverName, offered, protocol: null, cipher: null, alert: null, certificate: null }
    return { outcome: 'tls-on-plain-port', detail, evidence: { arrived: 'tls', tls } }
  }
  if (!secure || !isRequest(bytes)) return null
  const request = readRequestLine(bytes)
  const text = 'This port speaks TLS. The address must begin with wss://.'
  return {
    outcome: 'plain-on-tls-port',
    detail: 'plain HTTP on the TLS port',
    identity: request?.identity ?? null,
    evidence: { arrived: 'http', path: request?.path ?? null },
    farewell: `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  }
}

/** A request that Node did not take for an upgrade. */
export function diagnoseRequest({ method, headers }: IncomingMessage): Diagnosis {
  const type = headers['content-type'] ?? ''
  if (headers.soapaction !== undefined || /soap|text\/xml|application\/xml/i.test(type)) {
    return { outcome: 'soap-request', detail: 'a SOAP request: OCPP-S is selected in the station', evidence: { arrived: 'soap' } }
  }
  if (headers.upgrade !== undefined || headers['sec-websocket-key'] !== undefined) {
    const connection = headers.connection === undefined ? 'is missing' : `is "${headers.connection}"`
    return { outcome: 'missing-upgrade-header', detail: `the header "Connection" ${connection}, it must be "Upgrade"`, evidence: { arrived: 'websocket' } }
  }
  return { outcome: 'plain-http', detail: `a plain ${method ?? ''} request, no WebSocket handshake`, evidence: { arrived: 'http' } }
}

export function answerRequest(response: ServerResponse, outcome: HandshakeOutcome): void {
  const { status, text } = refusals[outcome] ?? { status: 400, text: '' }
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${text}\n`)
}

/** What breaks a WebSocket handshake before a station is even looked for; null: nothing. */
export function websocketFlaw({ method, headers }: IncomingMessage): string | null {
  if (method !== 'GET') return `the method is ${method ?? 'missing'}, it must be GET`
  if (headers.upgrade?.toLowerCase() !== 'websocket') return `the header "Upgrade" is "${headers.upgrade ?? ''}"`
  if (!/^[+/0-9a-z]{22}==$/i.test(headers['sec-websocket-key'] ?? '')) return 'Sec-WebSocket-Key is missing or invalid'
  const version = headers['sec-websocket-version'] ?? ''
  if (version !== '13' && version !== '8') return `Sec-WebSocket-Version is "${version}", it must be 13`
  return null
}

export interface SocketFault extends Error {
  code?: string
  reason?: string
  /** The bytes that the HTTP parser could not make sense of. */
  rawPacket?: Buffer
}

/** What broke a socket before a request came of it; a `reason` says that it was TLS. Null: nothing that is worth a line. */
export function diagnoseSocket(
  { code, message, reason, rawPacket }: SocketFault,
  { first, secure, isEncrypted }: { first: Buffer | null; secure: boolean; isEncrypted: boolean },
): Diagnosis | { reason: string | null } | null {
  if (first === null) return null
  // With TLS 1.3 the alert about our certificate comes when the handshake is done for this side.
  if (code?.startsWith('ERR_SSL')) return { reason: alertText(reason ?? message) }
  if (secure && !isEncrypted) return { reason: null }
  const bytes = rawPacket ?? (secure ? null : first)
  const isCut = code === 'HPE_INVALID_EOF_STATE' || code === 'ECONNRESET' || code === 'ERR_HTTP_REQUEST_TIMEOUT'
  if (isCut || bytes === null) {
    const request = bytes && readRequestLine(bytes)
    const detail = `the request ended before it was complete (${code ?? message})`
    const evidence = { arrived: 'http', path: request?.path ?? null, firstBytes: bytes && readable(bytes) } as const
    return { outcome: 'unfinished-request', detail, identity: request?.identity ?? null, evidence }
  }
  const start = readable(bytes)
  if (isRequest(bytes)) {
    return { outcome: 'bad-websocket-request', detail: `${code ?? message}: ${start}`, evidence: { arrived: 'http', firstBytes: start } }
  }
  const speaker = speakerOf(bytes)
  const detail = speaker === null ? `not HTTP: ${start}` : `${speaker}: ${start}`
  return { outcome: 'not-http', detail, evidence: { arrived: 'other', firstBytes: start } }
}

/** Of "40D7…:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:…" the words for people. */
function alertText(message: string): string {
  return (/:([^:]*(?:alert|protocol|version|cipher|certificate)[^:]*):/i.exec(message)?.[1] ?? message)
    .slice(0, 200)
    .trim()
}
