/** Lists of whole numbers below two thousand million, as the database holds them. */
export const encodeNumbers = (numbers: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(numbers).buffer)

export function decodeNumbers(bytes: Uint8Array): Int32Array {
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  return new Int32Array(bytes.slice().buffer)
}
