/**
 * The form in which id tokens are compared: trimmed, without separators, upper case (quirk A01). The raw spelling is
 * kept wherever a token is stored. ISO 14443 readers write "20:69:c0:21", "2069C021" or " 20 69 C0 21" for one card.
 */
export function normaliseIdToken(raw: string): string {
  return raw.replace(/[\s:\-.]/g, '').toUpperCase()
}

/** A card's number is at least four bytes long. */
const SHORTEST_CARD = 8

const isCardNumber = (normalised: string) =>
  normalised.length >= SHORTEST_CARD && normalised.length % 2 === 0 && /^[0-9A-F]+$/.test(normalised)

/** The bytes of a card's number the other way round; null where it is none. Takes and gives the normalised form. */
export function reversedBytes(normalised: string): string | null {
  return isCardNumber(normalised) ? (normalised.match(/../g) ?? []).reverse().join('') : null
}

/** Finds the known tokens that may be the same card, read by another reader. */
export interface Lookalikes {
  /** The best guess first; never the token itself. */
  of(normalised: string): string[]
}

/**
 * Readers turn a number round or leave some of its bytes out (quirk A01). What is found is a suggestion for a person to
 * judge: two cards may well differ in nothing else.
 */
export function lookalikesAmong(known: Iterable<string>): Lookalikes {
  const byEnd = new Map<string, string[]>()
  const note = (end: string, token: string) => byEnd.set(end, [...(byEnd.get(end) ?? []), token])
  for (const token of known) {
    if (!isCardNumber(token)) continue
    const [head, tail] = endsOf(token)
    note(head, token)
    if (tail !== head) note(tail, token)
  }
  return {
    of(normalised) {
      const reversed = reversedBytes(normalised)
      if (reversed === null) return []
      const found = [reversed, normalised].flatMap((read) =>
        endsOf(read).flatMap((end) => (byEnd.get(end) ?? []).filter((token) => isPartOf(token, read))),
      )
      return [...new Set(found)].filter((token) => token !== normalised)
    },
  }
}

const endsOf = (token: string) => [token.slice(0, SHORTEST_CARD), token.slice(-SHORTEST_CARD)] as const

/** One of them is the other, or its beginning or end. */
function isPartOf(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return long.startsWith(short) || long.endsWith(short)
}
