import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HandshakeOutcome } from '#contract/vocabulary'

const wrongPassword = { status: 401, text: 'User name or password do not fit.' }

/** How a refused station is told, where it can be told by HTTP. */
export const refusals: Partial<Record<HandshakeOutcome, { status: number; text: string }>> = {
  'no-identity': { status: 404, text: 'The address must end with the identity of the station.' },
  'unknown-identity': { status: 404, text: 'This station is not known here.' },
  'refused-identity': { status: 403, text: 'This station was refused.' },
  'quarantine-full': { status: 503, text: 'Too many new stations are waiting.' },
  'storage-full': { status: 503, text: 'There is no room to store messages.' },
  'wrong-password': wrongPassword,
  'wrong-user': wrongPassword,
  'short-password': wrongPassword,
  'odd-password': wrongPassword,
  'missing-password': { status: 401, text: 'A password is needed.' },
  'profile-too-low': { status: 403, text: 'A higher security profile is set for this station.' },
  'no-client-certificate': { status: 403, text: 'This port needs a certificate of the station.' },
  'untrusted-client-certificate': { status: 403, text: 'The certificate of the station is not trusted here.' },
  'foreign-client-certificate': { status: 403, text: 'The certificate belongs to another station.' },
  'rate-limited': { status: 429, text: 'Too many failed attempts. Try again in a minute.' },
  'missing-upgrade-header': { status: 400, text: 'The header "Connection: Upgrade" is missing.' },
  'bad-websocket-request': { status: 400, text: 'This is not a valid WebSocket request.' },
  'soap-request': { status: 400, text: 'This is OCPP-J (JSON over WebSocket). OCPP-S (SOAP) is not spoken here.' },
  'plain-http': {
    status: 426,
    text: 'This port is for charging stations: OCPP-J over WebSocket, ws://<this address>/<identity of the station>.',
  },
}

const unavailable = { status: 503, text: 'Not available.' }

/** Answers on the bare socket of an upgrade request, and closes it. Null: for a reason of our own. */
export function refuse(socket: Duplex, outcome: HandshakeOutcome | null): void {
  const { status, text } = (outcome === null ? undefined : refusals[outcome]) ?? unavailable
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...(status === 401 ? ['WWW-Authenticate: Basic realm="OCPP"'] : []),
    ...(status === 429 ? ['Retry-After: 60'] : []),
  ]
  if (!socket.writable) {
    socket.destroy()
    return
  }
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
  // A peer that never closes its side must not keep the socket.
  setTimeout(() => socket.destroy(), 2_000).unref()
}
