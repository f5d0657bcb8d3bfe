import { type ECDSA, ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** The curves of OCMF 1.x, as OpenSSL and the files of meters call them. */
export const curveNames = ['secp192k1', 'secp192r1', 'secp256k1', 'secp256r1', 'secp384r1', 'brainpoolP256r1', 'brainpoolP384r1'] as const
export type CurveName = (typeof curveNames)[number]

interface Curve {
  /** Bytes of a coordinate, and of a number in a signature. */
  size: number
  /** Its object identifier, in DER. */
  id: readonly number[]
  curve: () => ECDSA
}

type Parameters = Record<'p' | 'n' | 'a' | 'b' | 'x' | 'y', string>

/** What the library does not bring along. Parameters: SEC 2 and RFC 5639. */
function ownCurve(hex: Parameters): () => ECDSA {
  let made: ECDSA | undefined
  const number = (text: string) => BigInt(`0x${text}`)
  return () =>
    (made ??= ecdsa(
      weierstrass({ p: number(hex.p), n: number(hex.n), h: 1n, a: number(hex.a), b: number(hex.b), Gx: number(hex.x), Gy: number(hex.y) }),
      sha256,
    ))
}

const curves: Record<CurveName, Curve> = {
  secp192k1: {
    size: 24,
    id: [0x2b, 0x81, 0x04, 0x00, 0x1f],
    curve: ownCurve({
      p: 'fffffffffffffffffffffffffffffffffffffffeffffee37',
      n: 'fffffffffffffffffffffffe26f2fc170f69466a74defd8d',
      a: '00',
      b: '03',
      x: 'db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d',
      y: '9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9d',
    }),
  },
  secp192r1: {
    size: 24,
    id: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x01],
    curve: ownCurve({
      p: 'fffffffffffffffffffffffffffffffeffffffffffffffff',
      n: 'ffffffffffffffffffffffff99def836146bc9b1b4d22831',
      a: 'fffffffffffffffffffffffffffffffefffffffffffffffc',
      b: '64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1',
      x: '188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012',
      y: '07192b95ffc8da78631011ed6b24cdd573f977a11e794811',
    }),
  },
  secp256k1: { size: 32, id: [0x2b, 0x81, 0x04, 0x00, 0x0a], curve: () => secp256k1 },
  secp256r1: { size: 32, id: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], curve: () => p256 },
  secp384r1: { size: 48, id: [0x2b, 0x81, 0x04, 0x00, 0x22], curve: () => p384 },
  brainpoolP256r1: {
    size: 32,
    id: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07],
    curve: ownCurve({
      p: 'a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377',
      n: 'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
      a: '7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9',
      b: '26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6',
      x: '8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262',
      y: '547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997',
    }),
  },
  brainpoolP384r1: {
    size: 48,
    id: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0b],
    curve: ownCurve({
      p: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53',
      n: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565',
      a: '7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826',
      b: '04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11',
      x: '1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e',
      y: '8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315',
    }),
  },
}

/** Meters also write "brainpool256r1", "prime256v1" and "NIST P-256". */
const otherNames: Record<string, CurveName> = {
  brainpool256r1: 'brainpoolP256r1',
  brainpool384r1: 'brainpoolP384r1',
  prime192v1: 'secp192r1',
  prime256v1: 'secp256r1',
  nistp192: 'secp192r1',
  nistp256: 'secp256r1',
  nistp384: 'secp384r1',
}

export function curveNamed(name: string): CurveName | null {
  const plain = name.replace(/[\s-]/g, '').toLowerCase()
  return curveNames.find((known) => known.toLowerCase() === plain) ?? otherNames[plain] ?? null
}

export function curveWithId(id: Uint8Array): CurveName | null {
  return curveNames.find((name) => curves[name].id.length === id.length && curves[name].id.every((byte, index) => byte === id[index])) ?? null
}

export const curveId = (name: CurveName): readonly number[] => curves[name].id
export const curveSize = (name: CurveName): number => curves[name].size

/** The point with both of its coordinates; null: it is not on the curve. */
export function pointOn(name: CurveName, point: Uint8Array): Uint8Array | null {
  try {
    return curves[name].curve().Point.fromBytes(point).toBytes(false)
  } catch {
    return null
  }
}

/** Has the key of this point signed the digest? */
export function isSignedBy(
  name: CurveName,
  { digest, signature: { r, s }, point }: { digest: Uint8Array; signature: { r: Uint8Array; s: Uint8Array }; point: Uint8Array },
): boolean {
  const { size, curve } = curves[name]
  const numbers = [fitted(r, size), fitted(s, size)]
  if (numbers.includes(null)) return false
  const compact = Uint8Array.from(numbers.flatMap((bytes) => [...(bytes ?? [])]))
  try {
    // Either of the two values of s is right: only currencies ask for the low one.
    return curve().verify(compact, digest, point, { prehash: false, lowS: false, format: 'compact' })
  } catch {
    // Numbers out of range are what a forged signature is made of.
    return false
  }
}

function fitted(number: Uint8Array, size: number): Uint8Array | null {
  const first = number.findIndex((byte) => byte !== 0)
  const plain = first === -1 ? new Uint8Array() : number.subarray(first)
  if (plain.length > size) return null
  const padded = new Uint8Array(size)
  padded.set(plain, size - plain.length)
  return padded
}
