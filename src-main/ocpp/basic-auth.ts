/** What a key in the header is: the text of the password, hexadecimal digits of it, or its bytes (quirk C15). */
export type PasswordEncoding = 'text' | 'hex' | 'bytes'

export interface Credentials {
  /** For the handshake log; null where it cannot be told from the password. */
  user: string | null
  /** Each way to read the password; empty when the header is of no use. */
  passwords: Buffer[]
  /** How each of them was read. */
  encodings: PasswordEncoding[]
  /** What is remarkable about the password as sent; it is not kept itself. */
  oddity: 'other-user' | 'short' | 'not-ascii' | 'colon' | 'unreadable' | null
}

/**
 * Reads an Authorization header. User and password are split after the known identity, whatever its case, not at the
 * first colon: identities hold colons, and keys are bytes that need not be text (quirk C15).
 */
export function readAuthorization(header: string | undefined, identity: string): Credentials | null {
  if (header === undefined) return null
  const encoded = /^\s*basic\s+([\w+/.~-]+=*)\s*$/i.exec(header)?.[1]
  if (encoded === undefined) return { user: null, passwords: [], encodings: [], oddity: 'unreadable' }
  const decoded = Buffer.from(encoded, 'base64')
  const user = Buffer.from(`${identity}:`)
  if (decoded.subarray(0, user.length).toString('utf8').toLowerCase() !== user.toString('utf8').toLowerCase()) {
    const colon = decoded.indexOf(0x3a)
    const other = colon < 0 ? null : decoded.subarray(0, colon).toString('utf8')
    return { user: other, passwords: [], encodings: [], oddity: other === null ? 'unreadable' : 'other-user' }
  }
  const password = decoded.subarray(user.length)
  return {
    user: decoded.subarray(0, user.length - 1).toString('utf8'),
    ...spellings(password),
    oddity: oddityOf(password),
  }
}

const shortestKeyBytes = 16

function oddityOf(password: Buffer): Credentials['oddity'] {
  const isKey = password.length >= shortestKeyBytes && password.length <= 20
  // The bytes of a key are no text and need not be (quirk C15).
  if (!isKey && password.some((byte) => byte > 0x7e || byte < 0x20)) return 'not-ascii'
  if (password.includes(0x3a) && password.every((byte) => byte >= 0x20 && byte <= 0x7e)) return 'colon'
  return password.length < shortestKeyBytes ? 'short' : null
}

/** A key is sent as it is, as hexadecimal text, or as the bytes which that text stands for (quirk C15). */
function spellings(password: Buffer): Pick<Credentials, 'passwords' | 'encodings'> {
  const text = password.toString('latin1')
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) {
    const cases = [...new Set([text, text.toLowerCase(), text.toUpperCase()])].map((spelling) => Buffer.from(spelling))
    const others = cases.slice(1).map((): PasswordEncoding => 'hex')
    return { passwords: [...cases, Buffer.from(text, 'hex')], encodings: ['text', ...others, 'hex'] }
  }
  const isText = /^[\x20-\x7e]*$/.test(text)
  if (isText) return { passwords: [password], encodings: ['text'] }
  const hex = password.toString('hex')
  return { passwords: [password, Buffer.from(hex), Buffer.from(hex.toUpperCase())], encodings: ['bytes', 'bytes', 'bytes'] }
}
