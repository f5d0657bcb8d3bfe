import 'reflect-metadata'
import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { Pkcs10CertificateRequest } from '@peculiar/x509'
import type { ReadRequest } from '../app/security-ports'
import { children } from './der'

const LEAST_RSA_BITS = 2048
const LEAST_EC_BITS = 224

/** The request as PEM; some stations leave the armour out, or write its line ends as two characters. @throws */
export function parseRequest(text: string): Pkcs10CertificateRequest {
  const body = text.replaceAll('\\n', '\n').replace(/-----[^-]+-----/g, '').replace(/\s+/g, '')
  if (!/^[\w+/]+=*$/.test(body)) throw new Error('not base64')
  return new Pkcs10CertificateRequest(Buffer.from(body, 'base64'))
}

/**
 * Is it whole, signed with the key that it holds, and the key strong enough (OCPP 2.0.1 A00.FR.510 and 511)? Judged at
 * once, for the station waits for the answer, and with what OpenSSL knows of curves.
 */
export function readRequest(text: string): ReadRequest {
  try {
    const request = parseRequest(text)
    const key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' })
    const strength = strengthOf(key)
    if (strength === null) return { facts: null, flaw: 'weak-key' }
    if (!isSigned(request, key)) return { facts: null, flaw: 'signature' }
    const field = (name: string) => request.subjectName.getField(name)[0]?.trim() || null
    return { facts: { commonName: field('CN'), organisation: field('O'), ...strength }, flaw: null }
  } catch {
    // Whatever a parser throws: it is no request.
    return { facts: null, flaw: 'unreadable' }
  }
}

function strengthOf(key: KeyObject): { key: 'ec' | 'rsa'; bits: number } | null {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') return modulusLength >= LEAST_RSA_BITS ? { key: 'rsa', bits: modulusLength } : null
  if (key.asymmetricKeyType !== 'ec') return null
  const bits = Number(/\d{3}/.exec(namedCurve)?.[0] ?? 0)
  return bits >= LEAST_EC_BITS ? { key: 'ec', bits } : null
}

function isSigned(request: Pkcs10CertificateRequest, key: KeyObject): boolean {
  const [signed] = children(new Uint8Array(request.rawData))
  const { name, hash } = request.signatureAlgorithm as { name: string; hash?: { name: string } }
  const digest = /^SHA-(256|384|512)$/.exec(hash?.name ?? '')?.[1]
  if (signed === undefined || digest === undefined) return false
  const padding = name === 'RSA-PSS' ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {}
  return verify(`sha${digest}`, signed, { key, ...padding }, new Uint8Array(request.signature))
}
