/** An id of our own for a tariff or a rule: 16 hex digits. */
export const makeId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
