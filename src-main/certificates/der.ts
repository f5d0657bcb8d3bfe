/** Just enough of DER (X.690) to take a signed structure apart as it was written. */

/** The elements inside a constructed one, each with its tag and length. @throws RangeError for what is no DER */
export function children(element: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let rest = contentOf(element); rest.length > 0; ) {
    const { header, length } = measured(rest)
    found.push(rest.subarray(0, header + length))
    rest = rest.subarray(header + length)
  }
  return found
}

export function contentOf(element: Uint8Array): Uint8Array {
  const { header, length } = measured(element)
  return element.subarray(header, header + length)
}

function measured(element: Uint8Array): { header: number; length: number } {
  const first = element[1] ?? 0
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  const length = lengthBytes === 0 ? first : element.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0)
  const header = 2 + lengthBytes
  if (element.length < header + length || lengthBytes > 4) throw new RangeError('not DER')
  return { header, length }
}
