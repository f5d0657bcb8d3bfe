/** Texts of bytes, as meters and chargers write them. */

const hexText = /^(?:[0-9a-f]{2})+$/i
const base64Text = /^[A-Za-z0-9+/_-]+={0,2}$/

/** Hexadecimal, else base64, blanks left out. Null: neither. */
export function bytesOf(text: string): Uint8Array | null {
  const dense = text.replace(/\s+/g, '')
  return fromHex(dense.replaceAll(':', '')) ?? fromBase64(dense)
}

export function fromHex(text: string): Uint8Array | null {
  if (!hexText.test(text)) return null
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function fromBase64(text: string): Uint8Array | null {
  if (!base64Text.test(text) || text.replace(/=+$/, '').length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The text that the bytes are in UTF-8, if it is one that can be read; exact, so that a signature over it still holds. */
export function readableText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // Control characters other than white space: not written for people.
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000E-\u001F]/.test(text) ? null : text
  } catch {
    return null
  }
}
