import 'reflect-metadata'
import { PemConverter, type X509CertificateGenerator } from '@peculiar/x509'
import type { KeyKind } from '#contract/security'

/** In the words of the library: those of Node and of browsers differ by what neither uses here. */
export type CryptoKeys = Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys']
export type SigningKey = CryptoKeys['privateKey']

export interface KeyPair {
  kind: KeyKind
  keys: CryptoKeys
}

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) },
} as const

export const signingAlgorithms = { ec: { name: 'ECDSA', hash: 'SHA-256' }, rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } } as const

/** A root lives for decades, a server for a year. */
export async function makeKeys(kind: KeyKind, { isRoot }: { isRoot: boolean }): Promise<KeyPair> {
  const algorithm = kind === 'ec' ? algorithms.ec : { ...algorithms.rsa, modulusLength: isRoot ? 3072 : 2048 }
  // Both algorithms make pairs.
  return { kind, keys: (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeys }
}

export async function writeKey({ keys }: KeyPair): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), PemConverter.PrivateKeyTag)}\n`
}

export function readSigningKey(kind: KeyKind, pem: string): Promise<SigningKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), algorithms[kind], false, ['sign'])
}
