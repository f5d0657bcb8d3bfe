import type { Dictionary } from './dictionary'
import type { SessionColumns } from './session-columns'
import type { StationNames } from './station-names'

/** By code: 1 where the text holds the word. */
export interface WordHits {
  station: Uint8Array
  person: Uint8Array
  token: Uint8Array
  /** The word as the number of a connector or session; not a number where it is none. */
  number: number
}

/** Each distinct text is looked at once, however many sessions it stands in. */
export function wordsOf(text: string | null, held: SessionColumns, stations: StationNames): WordHits[] {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return words.map((word) => ({
    station: hits(held.stations.texts, (one, code) => one.toLowerCase().includes(word) || (stations.names[code] ?? '').includes(word)),
    person: hitsOf(held.people, word),
    token: hitsOf(held.tokens, word),
    number: /^\d{1,9}$/.test(word) ? Number(word) : NaN,
  }))
}

const hitsOf = ({ texts }: Dictionary, word: string) => hits(texts, (one) => one.toLowerCase().includes(word))

function hits(texts: readonly string[], isHit: (text: string, code: number) => boolean): Uint8Array {
  const found = new Uint8Array(texts.length)
  // The first stands for no text.
  for (let code = 1; code < texts.length; code += 1) if (isHit(texts[code] ?? '', code)) found[code] = 1
  return found
}
