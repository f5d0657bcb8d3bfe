import { highestNumber, missingNumbers, MOST_PARTS } from './part-numbers'

/** A list that a station tells in parts, in any order, some of them twice or late. Pure values, stored as they are. */
export interface Told<Item extends { id: number }> {
  requestId: number | null
  /** Receive time of the last part. */
  at: number
  /** Numbers of the parts that came; empty where the version does not number them. */
  parts: readonly number[]
  /** Number of the part that said that it is the last; null: none has yet. `true`: it had no number. */
  last: number | true | null
  items: readonly Item[]
  /** It was changed from here after it was told. */
  isOutdated: boolean
}

export interface ToldPart<Item> {
  requestId: number | null
  seqNo: number | null
  isLast: boolean
  items: readonly Item[]
}

/** Of a list that was just asked for: nothing of it has come. */
export const expectedList = (requestId: number, at: number): Told<never> => ({ requestId, at, parts: [], last: null, items: [], isOutdated: false })

export const emptyList = (requestId: number | null, at: number): Told<never> => ({ ...expectedList(0, at), requestId, last: true })

/**
 * With one more part. A report that nobody here asked for as a whole may tell of some items only: it is put to those
 * that are known. An item that is told again counts as it was told last. New items beyond `mostItems` are not kept.
 */
export function withToldPart<Item extends { id: number }>(known: Told<Item> | null, part: ToldPart<Item>, { at, mostItems }: { at: number; mostItems: number }): Told<Item> {
  const isSame = known !== null && known.requestId === part.requestId
  const before = isSame ? known : { ...emptyOf(part.requestId, at), items: known?.items ?? [], isOutdated: known?.isOutdated ?? false }
  const isFull = before.parts.length >= MOST_PARTS
  const parts = part.seqNo === null || isFull || before.parts.includes(part.seqNo) ? before.parts : [...before.parts, part.seqNo]
  const isLast = part.isLast && (part.seqNo ?? 0) >= 0
  return { ...before, at, parts, last: isLast ? (part.seqNo ?? true) : before.last, items: withItems(before.items, part.items, mostItems) }
}

function withItems<Item extends { id: number }>(known: readonly Item[], told: readonly Item[], most: number): readonly Item[] {
  if (told.length === 0) return known
  const items = new Map<number, Item>(known.map((item) => [item.id, item]))
  for (const item of told) if (items.size < most || items.has(item.id)) items.set(item.id, item)
  return [...items.values()].sort((a, b) => a.id - b.id)
}

const emptyOf = (requestId: number | null, at: number) => ({ requestId, at, parts: [] as readonly number[], last: null })

/** Numbers of the missing parts, and `end` where none said that it was the last. */
export function missingOf({ parts, last }: Told<{ id: number }>): string[] {
  const end = typeof last === 'number' ? last : highestNumber(parts)
  return [...missingNumbers(parts, end), ...(last === null ? ['end'] : [])]
}
