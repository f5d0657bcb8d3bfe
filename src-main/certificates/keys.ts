import 'reflect-metadata'
import type { webcrypto } from 'node:crypto'
import { PemConverter } from '@peculiar/x509'
import type { KeyKind } from '#contract/security'

export interface KeyPair {
  kind: KeyKind
  keys: webcrypto.CryptoKeyPair
}

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) },
} as const

export const signingAlgorithms = { ec: { name: 'ECDSA', hash: 'SHA-256' }, rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } } as const

/** A root lives for decades, a server for a year. */
export async function makeKeys(kind: KeyKind, { isRoot }: { isRoot: boolean }): Promise<KeyPair> {
  const algorithm = kind === 'ec' ? algorithms.ec : { ...algorithms.rsa, modulusLength: isRoot ? 3072 : 2048 }
  return { kind, keys: await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) }
}

export async function writeKey({ keys }: KeyPair): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), PemConverter.PrivateKeyTag)}\n`
}

export function readSigningKey(kind: KeyKind, pem: string): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), algorithms[kind], false, ['sign'])
}
