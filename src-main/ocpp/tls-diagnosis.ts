import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { CertificateFacts } from '#contract/handshakes'
import type { HandshakeOutcome } from '#contract/vocabulary'
import type { TlsHello } from './tls-hello'

/** What a broken TLS handshake is judged by. */
export interface TlsFailure {
  /** The words of the alert or of OpenSSL; null: the station left without any. */
  reason: string | null
  hello: TlsHello | null
  certificate: CertificateFacts | null
  /** Our address that the station reached. */
  localAddress: string
  now: number
}

/**
 * Why a station ended a TLS handshake (quirks C12, C13). The alert says what the station thinks; whether our
 * certificate gives it reason to is known here, and counts more where the alert is vague.
 */
export function diagnoseTls({ reason, hello, certificate, localAddress, now }: TlsFailure): HandshakeOutcome {
  const text = (reason ?? '').toLowerCase()
  if (/no shared cipher|handshake failure|insufficient security/.test(text)) return 'tls-no-shared-cipher'
  if (/unsupported protocol|protocol version|wrong version|version too low|inappropriate fallback/.test(text)) return 'tls-version'
  const isAboutCertificate = reason === null || /unknown ca|certificate|access denied/.test(text)
  if (!isAboutCertificate) return 'tls-failed'
  if (certificate !== null) {
    if (now < certificate.validFrom || now > certificate.validUntil) return 'tls-own-certificate-invalid'
    if (certificate.lacksIssuer && (reason === null || /unknown ca|certificate unknown/.test(text))) return 'tls-missing-intermediate'
  }
  if (/unknown ca/.test(text)) return 'tls-unknown-ca'
  if (/certificate expired/.test(text)) return 'tls-certificate-expired'
  if (certificate !== null && hello !== null && !isNamed(certificate, hello.serverName ?? localAddress)) return 'tls-name-mismatch'
  // The alert of a certificate that is not valid yet: the station's clock stands at 1970 (OpenSSL: X509_V_ERR_CERT_NOT_YET_VALID).
  if (/bad certificate/.test(text)) return 'tls-bad-certificate'
  return reason === null ? 'tls-broken-off' : 'tls-certificate-refused'
}

/** Does the certificate stand for what the station dialled? */
function isNamed({ names }: CertificateFacts, dialled: string): boolean {
  const wanted = dialled.toLowerCase()
  return names.some((name) => {
    const known = name.toLowerCase()
    if (known === wanted) return true
    return known.startsWith('*.') && isIP(wanted) === 0 && wanted.slice(wanted.indexOf('.')) === known.slice(1)
  })
}

/** The first certificate of a PEM text; null: it cannot be read, and the listener does not start with it. */
export function certificateFacts(pem: string | Buffer): CertificateFacts | null {
  const blocks = pem.toString().match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    const own = new X509Certificate(blocks[0] ?? '')
    const commonName = /^CN=(.+)$/m.exec(own.subject)?.[1]
    const alternatives = (own.subjectAltName ?? '').split(/,\s*/).flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? [])
    return {
      names: [...new Set([...alternatives, ...(commonName === undefined ? [] : [commonName])])],
      validFrom: own.validFromDate.getTime(),
      validUntil: own.validToDate.getTime(),
      lacksIssuer: blocks.length === 1 && own.subject !== own.issuer,
    }
  } catch {
    return null
  }
}
