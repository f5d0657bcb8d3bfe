import { randomFrom } from './random'

/**
 * Three invented cards, 14 hex digits as those of most readers. Every connector has its own drivers: a card that charges
 * at two places at once is refused, and no driver has two cars.
 */
export function cardsAt(seed: string): [string, string, string] {
  const random = randomFrom(`${seed}/cards`)
  const digit = () => random.integer(0, 15).toString(16).toUpperCase()
  const card = () => `04${Array.from({ length: 12 }, digit).join('')}`
  return [card(), card(), card()]
}
