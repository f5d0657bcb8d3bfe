/**
 * The form in which id tokens are compared: trimmed, without separators, upper case (quirk A01). The raw spelling is
 * kept wherever a token is stored. ISO 14443 readers write "20:69:c0:21", "2069C021" or " 20 69 C0 21" for one card.
 */
export function normaliseIdToken(raw: string): string {
  return raw.replace(/[\s:\-.]/g, '').toUpperCase()
}
