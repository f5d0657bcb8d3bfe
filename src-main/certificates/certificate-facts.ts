import { createHash, X509Certificate } from 'node:crypto'
import type { Certificate, CertificateHash } from '../app/security-ports'
import { children, contentOf } from './der'

/** Every certificate in the text, in its order. @throws when there is none, or one that cannot be read */
export function readCertificates(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (blocks === null) throw new Error('the text holds no certificate')
  return blocks.map((block) => factsOf(new X509Certificate(block)))
}

function factsOf(certificate: X509Certificate): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    commonName: /^CN=(.*)$/m.exec(certificate.subject ?? '')?.[1] ?? null,
    names: (certificate.subjectAltName ?? '').split(', ').flatMap((name) => /^(?:DNS|IP Address):(.*)$/.exec(name)?.[1] ?? []),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    key: certificate.publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec',
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    pem: `${certificate.toString().trim()}\n`,
  }
}

const oneLine = (name: string | undefined) => (name ?? '').split('\n').filter(Boolean).join(', ')

/**
 * How OCPP names a certificate (2.0.1, CertificateHashDataType): the hashes are of the issuer's name and of the
 * issuer's key, without the tag and the length of the bits. For a root both are its own.
 */
export function hashOf(pem: string): CertificateHash {
  const certificate = new X509Certificate(pem)
  const [tbs] = children(certificate.raw)
  // Version [0], serial number, algorithm, issuer …
  const issuer = tbs === undefined ? undefined : children(tbs)[3]
  const [, bits] = children(certificate.publicKey.export({ type: 'spki', format: 'der' }))
  if (issuer === undefined || bits === undefined) throw new Error('not a certificate')
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  return {
    issuerNameHash: sha256(issuer),
    // The first byte of a bit string counts the bits that are unused.
    issuerKeyHash: sha256(contentOf(bits).subarray(1)),
    serialNumber: certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
  }
}
