/** Letters and digits that nobody mixes up when typing them into a charger: no 0, O, 1, l, I. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Twenty characters, what every OCPP version takes (OCPP 1.6 security: up to 20; 2.x: 16 to 40). About 116 bits. */
export function makePassword(length = 20): string {
  const limit = 256 - (256 % alphabet.length)
  let password = ''
  while (password.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes beyond a multiple of the alphabet would favour its first letters.
      if (byte < limit && password.length < length) password += alphabet[byte % alphabet.length]
    }
  }
  return password
}
