import 'reflect-metadata'
import { PemConverter, Pkcs10CertificateRequestGenerator, X509CertificateGenerator } from '@peculiar/x509'
import type { CryptoKeys } from '../../../src-main/certificates/keys'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
// The algorithm makes pairs.
export const anEcKey = async () => (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeys
export const pemOf = async ({ privateKey }: CryptoKeys) =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')

/** What a station asks a certificate with. */
export const aSigningRequest = async (name: string, keys: CryptoKeys) =>
  (await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: algorithm })).toString('pem')

/** A certificate that nobody vouches for but itself. */
export async function aForeignCertificate(name: string) {
  const keys = await anEcKey()
  const certificate = await X509CertificateGenerator.createSelfSigned({ name, keys, signingAlgorithm: algorithm })
  return { cert: certificate.toString('pem'), key: await pemOf(keys) }
}
