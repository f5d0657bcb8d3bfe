export interface Credentials {
  /** For the handshake log; null where it cannot be told from the password. */
  user: string | null
  /** Each way to read the password; empty when the header is of no use. */
  passwords: Buffer[]
}

/**
 * Reads an Authorization header. User and password are split after the known identity, whatever its case, not at the
 * first colon: identities hold colons, and keys are bytes that need not be text (quirk C15).
 */
export function readAuthorization(header: string | undefined, identity: string): Credentials | null {
  if (header === undefined) return null
  const encoded = /^\s*basic\s+([\w+/.~-]+=*)\s*$/i.exec(header)?.[1]
  if (encoded === undefined) return { user: null, passwords: [] }
  const decoded = Buffer.from(encoded, 'base64')
  const user = Buffer.from(`${identity}:`)
  if (decoded.subarray(0, user.length).toString('utf8').toLowerCase() !== user.toString('utf8').toLowerCase()) {
    const colon = decoded.indexOf(0x3a)
    return { user: colon < 0 ? null : decoded.subarray(0, colon).toString('utf8'), passwords: [] }
  }
  return {
    user: decoded.subarray(0, user.length - 1).toString('utf8'),
    passwords: spellings(decoded.subarray(user.length)),
  }
}

/** A key is sent as it is, as hexadecimal text, or as the bytes which that text stands for (quirk C15). */
function spellings(password: Buffer): Buffer[] {
  const text = password.toString('latin1')
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) {
    const cases = new Set([text, text.toLowerCase(), text.toUpperCase()])
    return [...[...cases].map((spelling) => Buffer.from(spelling)), Buffer.from(text, 'hex')]
  }
  const isText = /^[\x20-\x7e]*$/.test(text)
  if (isText) return [password]
  const hex = password.toString('hex')
  return [password, Buffer.from(hex), Buffer.from(hex.toUpperCase())]
}
