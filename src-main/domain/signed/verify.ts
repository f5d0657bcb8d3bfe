import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { fromBase64, fromHex } from './bytes'
import { type CurveName, curveNamed, curveSize, isSignedBy } from './curves'
import { readSignature } from './der'
import type { Ocmf } from './ocmf'
import type { PublicKey } from './public-key'

const hashes = { sha256, sha384, sha512 }

/** A signature, ready to be held against keys. */
export interface Seal {
  curve: CurveName
  isBy(key: PublicKey): boolean
}

/** Null: of an algorithm, or in a form, that is not known here. */
export function sealOf({ payload, signature }: Pick<Ocmf, 'payload' | 'signature'>): Seal | null {
  const [, curveName, hashName] = /^ECDSA-(.+)-(SHA-?(?:256|384|512))$/i.exec(signature.algorithm) ?? []
  const curve = curveNamed(curveName ?? '')
  const hash = hashes[(hashName ?? '').replace('-', '').toLowerCase() as keyof typeof hashes] as typeof sha256 | undefined
  const numbers = numbersOf(signature, curve)
  if (curve === null || hash === undefined || numbers === null) return null
  let digest: Uint8Array | undefined
  return {
    curve,
    isBy(key) {
      if (key.curve !== curve) return false
      digest ??= hash(new TextEncoder().encode(payload))
      return isSignedBy(curve, { digest, signature: numbers, point: key.point })
    },
  }
}

/** In DER, as the format has it; some meters write both numbers one after the other. */
function numbersOf({ encoding, data }: Ocmf['signature'], curve: CurveName | null) {
  const dense = data.replace(/\s+/g, '')
  const bytes = encoding === 'base64' ? fromBase64(dense) : (fromHex(dense) ?? fromBase64(dense))
  if (bytes === null) return null
  const read = readSignature(bytes)
  if (read !== null) return read
  const size = curve === null ? 0 : curveSize(curve)
  return size > 0 && bytes.length === 2 * size ? { r: bytes.subarray(0, size), s: bytes.subarray(size) } : null
}
