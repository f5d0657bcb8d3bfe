import { constants, type X509Certificate } from 'node:crypto'
import { createServer, type Server, type ServerOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { DEFAULT_CIPHERS, type TLSSocket } from 'node:tls'
import type { ListenerKind } from '#contract/security'
import type { ClientCertificate } from './station-host'

/** PEM, each certificate with its chain; one entry for each kind of key. `ca`: who may vouch for stations. */
export interface TlsSettings {
  cert: string | Buffer | string[]
  key: string | Buffer | string[]
  ca?: string[]
}

/**
 * The default ciphers hold the four suites that OCPP asks for (2.0.1 A00.FR.312 to 315); an EC and an RSA certificate
 * together make all four possible.
 */
export function tlsServer(kind: ListenerKind, tls: TlsSettings, options: ServerOptions): Server {
  return createServer({
    ...options,
    ...contextOf(kind, tls),
    handshakeTimeout: 15_000,
    // Judged after the handshake: then the station has said who it is, and can be told what is wrong.
    ...(kind === 'mutual' ? { requestCert: true, rejectUnauthorized: false } : {}),
  })
}

export const renewTls = (server: Server, kind: ListenerKind, tls: TlsSettings): void => server.setSecureContext(contextOf(kind, tls))

function contextOf(kind: ListenerKind, tls: TlsSettings): ServerOptions {
  // Quirk C12: what such stations can do is below what OpenSSL calls secure.
  if (kind === 'legacy') return { ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` }
  // A resumed session would bring back a certificate that was judged by an older list of authorities.
  const secureOptions = kind === 'mutual' ? { secureOptions: constants.SSL_OP_NO_TICKET } : {}
  return { ...tls, minVersion: 'TLSv1.2', ...secureOptions }
}

/** The certificate that the station showed, and why it cannot be trusted, if so. Null: it showed none. */
export function certificateOf(socket: Duplex): ClientCertificate | null {
  const { authorized, authorizationError, getPeerX509Certificate } = socket as TLSSocket
  const certificate: X509Certificate | undefined = getPeerX509Certificate.call(socket)
  if (certificate === undefined) return null
  return {
    commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? null,
    names: (certificate.subjectAltName ?? '').split(', ').flatMap((name) => /^DNS:(.*)$/.exec(name)?.[1] ?? []),
    issuer: certificate.issuer.split('\n').join(', '),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    notAfter: certificate.validToDate.getTime(),
    // The code of OpenSSL, such as CERT_HAS_EXPIRED; typed as an error, it is a text.
    flaw: authorized ? null : String(authorizationError),
  }
}
