/** Frames share a signature in blocks of this many ids. */
export const BLOCK_FRAMES = 256
export const SIGNATURE_BYTES = 16_384
/** Shorter texts are in nearly every block. */
const GRAM = 5

const BITS = SIGNATURE_BYTES * 8
const FACTOR = 0x01000193
/** What the oldest of five characters has been multiplied with when it leaves. */
const OLDEST = Math.imul(Math.imul(FACTOR, FACTOR), Math.imul(FACTOR, FACTOR))

/**
 * A set of all runs of five characters in a block of frames, as a bit for each (a Bloom filter with one hash): a text
 * whose runs are not all there is not in the block. Costs a tenth of what an index of FTS5 does to write, finds parts
 * of words, and is never wrong where it says no.
 */
export function addText(signature: Uint8Array, text: string): void {
  eachGram(text, (bit) => {
    const at = bit >>> 3
    signature[at] = (signature[at] ?? 0) | (1 << (bit & 7))
  })
}

/** The bits of a text that is looked for; null: too short for signatures to tell. */
export function bitsOf(text: string): number[] | null {
  if (text.length < GRAM) return null
  const bits: number[] = []
  eachGram(text, (bit) => void bits.push(bit))
  return bits
}

export const mayHold = (signature: Uint8Array, bits: readonly number[]): boolean =>
  bits.every((bit) => ((signature[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0)

function eachGram(text: string, take: (bit: number) => void): void {
  let hash = 0
  for (let at = 0; at < text.length; at++) {
    if (at >= GRAM) hash = (hash - Math.imul(folded(text.charCodeAt(at - GRAM)), OLDEST)) | 0
    hash = (Math.imul(hash, FACTOR) + folded(text.charCodeAt(at))) | 0
    if (at < GRAM - 1) continue
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    take((mixed ^ (mixed >>> 13)) & (BITS - 1))
  }
}

/** ASCII alone, as SQLite's `like` does it. */
const folded = (code: number) => (code >= 65 && code <= 90 ? code + 32 : code)
