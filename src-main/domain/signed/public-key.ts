import { sha256 } from '@noble/hashes/sha2.js'
import { bytesOf, readableText, toHex } from './bytes'
import { type CurveName, curveId, curveNames, curveSize, curveWithId, pointOn } from './curves'
import { readKeyInfo, writeKeyInfo } from './der'

export interface PublicKey {
  curve: CurveName
  /** Uncompressed. */
  point: Uint8Array
  /** In the standard form, whatever form it came in. */
  spki: string
  /** SHA-256 of the standard form: what `openssl pkey -pubin -outform DER | sha256sum` prints. */
  fingerprint: string
}

/**
 * The key that a text holds, in whatever form: SubjectPublicKeyInfo or the bare point, in hexadecimal (with blanks or
 * colons), base64, PEM, with the prefix of the Open Charge Alliance, or one of these in base64 again. A bare point does
 * not tell its curve: it is the one of the signature. Null: no key of a known curve.
 */
export function readPublicKey(text: string, curve: CurveName | null = null): PublicKey | null {
  const bytes = keyBytes(text)
  if (bytes === null) return null
  const info = readKeyInfo(bytes)
  if (info) {
    const named = curveWithId(info.curveId)
    return named && keyOn(named, info.point)
  }
  if (curve === null) return null
  const isBare = bytes.length === 2 * curveSize(curve)
  return keyOn(curve, isBare ? Uint8Array.from([4, ...bytes]) : bytes)
}

function keyOn(curve: CurveName, told: Uint8Array): PublicKey | null {
  const point = pointOn(curve, told)
  if (point === null) return null
  const spki = writeKeyInfo(curveId(curve), point)
  return { curve, point, spki: toHex(spki), fingerprint: toHex(sha256(spki)) }
}

function keyBytes(text: string, isInner = false): Uint8Array | null {
  const bare = text.replace(/-----[A-Z ]+-----/g, '').trim().replace(/^oca:[^:]*:[^:]*:/i, '')
  const bytes = bytesOf(bare)
  if (bytes === null || isInner) return bytes
  // Chargers that have to send base64 put a text into it as well.
  const inner = readableText(bytes)
  return (inner === null ? null : keyBytes(inner, true)) ?? bytes
}

/** The same without a signature at hand: a bare point is of the curve on which it lies. */
export function recognisedKey(text: string): PublicKey | null {
  const told = readPublicKey(text)
  if (told) return told
  for (const curve of curveNames) {
    const key = readPublicKey(text, curve)
    if (key) return key
  }
  return null
}
