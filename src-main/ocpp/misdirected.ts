import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HandshakeOutcome } from '#contract/vocabulary'
import { refusals } from './http-refusal'

/** Names what reached a port of ours and is no WebSocket handshake (quirks C04, C13, C14). */
export interface Diagnosis {
  outcome: HandshakeOutcome
  detail: string
}

/** A request that Node did not take for an upgrade. */
export function diagnoseRequest({ method, headers }: IncomingMessage): Diagnosis {
  const type = headers['content-type'] ?? ''
  if (headers.soapaction !== undefined || /soap|text\/xml|application\/xml/i.test(type)) {
    return { outcome: 'soap-request', detail: 'a SOAP request: OCPP-S is selected in the station' }
  }
  if (headers.upgrade !== undefined || headers['sec-websocket-key'] !== undefined) {
    const connection = headers.connection === undefined ? 'is missing' : `is "${headers.connection}"`
    return { outcome: 'missing-upgrade-header', detail: `the header "Connection" ${connection}, it must be "Upgrade"` }
  }
  return { outcome: 'plain-http', detail: `a plain ${method ?? ''} request, no WebSocket handshake` }
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

/** What broke a socket before a request came of it; null: nothing that is worth a line. */
export function diagnoseSocket(
  { code, message, reason, rawPacket }: SocketFault,
  inTlsHandshake: boolean,
): Diagnosis | null {
  if (code === 'ERR_SSL_HTTP_REQUEST') {
    return { outcome: 'plain-on-tls-port', detail: 'plain HTTP on the TLS port: wss:// must be set in the station' }
  }
  // With TLS 1.3 the alert about our certificate comes when the handshake is done for this side.
  if (code?.startsWith('ERR_SSL')) return { outcome: 'tls-failed', detail: alertText(reason ?? message) }
  if (inTlsHandshake)
    return { outcome: 'tls-failed', detail: 'the station broke the TLS handshake off without an alert' }
  if (rawPacket === undefined || rawPacket.length === 0) return null
  if (rawPacket[0] === 0x16 && rawPacket[1] === 0x03) {
    return { outcome: 'tls-on-plain-port', detail: 'a TLS hello on the plain port' }
  }
  const start = rawPacket
    .subarray(0, 40)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '.')
  return { outcome: 'bad-websocket-request', detail: `not HTTP (${code ?? message}): ${start}` }
}

/** Of "40D7…:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:…" the words for people. */
function alertText(message: string): string {
  return (/:([^:]*(?:alert|protocol|version|cipher|certificate)[^:]*):/i.exec(message)?.[1] ?? message)
    .slice(0, 200)
    .trim()
}
