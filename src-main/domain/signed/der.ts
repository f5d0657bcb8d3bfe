/** As much of DER as keys and signatures need. */

interface Item {
  tag: number
  content: Uint8Array
  /** What follows it. */
  rest: Uint8Array
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const OBJECT = 0x06
const BIT_STRING = 0x03

function item(bytes: Uint8Array): Item | null {
  const [tag, short] = bytes
  if (tag === undefined || short === undefined) return null
  const extra = short < 0x80 ? 0 : short & 0x7f
  if (extra > 2 || short === 0x80) return null
  const length = extra === 0 ? short : bytes.subarray(2, 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0)
  const start = 2 + extra
  if (bytes.length < start + length) return null
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) }
}

function content(bytes: Uint8Array | undefined, tag: number): Item | null {
  const found = bytes && item(bytes)
  return found && found.tag === tag ? found : null
}

/** The object identifiers of algorithm and curve as bytes, and the point of a SubjectPublicKeyInfo. */
export function readKeyInfo(bytes: Uint8Array): { curveId: Uint8Array; point: Uint8Array } | null {
  const whole = content(bytes, SEQUENCE)
  const algorithm = content(whole?.content, SEQUENCE)
  const kind = content(algorithm?.content, OBJECT)
  const curve = content(kind?.rest, OBJECT)
  const bits = content(algorithm?.rest, BIT_STRING)
  if (!curve || !bits || bits.content[0] !== 0) return null
  return { curveId: curve.content, point: bits.content.subarray(1) }
}

/**
 * r and s of an ECDSA signature. Meters drop the zero in front of a number whose first bit is set, or leave too many of
 * them: a number is a number.
 */
export function readSignature(bytes: Uint8Array): { r: Uint8Array; s: Uint8Array } | null {
  const whole = content(bytes, SEQUENCE)
  const r = content(whole?.content, INTEGER)
  const s = content(r?.rest, INTEGER)
  return r && s ? { r: r.content, s: s.content } : null
}

const sized = (tag: number, body: readonly number[]): number[] =>
  [tag, ...(body.length < 0x80 ? [body.length] : [0x81, body.length]), ...body]

/** id-ecPublicKey, RFC 5480. */
const ecPublicKey = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]

export function writeKeyInfo(curveId: readonly number[], point: Uint8Array): Uint8Array {
  const algorithm = sized(SEQUENCE, [...sized(OBJECT, ecPublicKey), ...sized(OBJECT, curveId)])
  return Uint8Array.from(sized(SEQUENCE, [...algorithm, ...sized(BIT_STRING, [0, ...point])]))
}
