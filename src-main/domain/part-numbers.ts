/** More parts than any report has; what comes beyond them is not kept. */
export const MOST_PARTS = 10_000

/**
 * Numbers that are missing from 0 to `end`, for people: `#2`, `#4–#9`. As ranges: a station counts from where it likes,
 * and listed one by one a single number of two billion would fill the memory.
 */
export function missingNumbers(known: Iterable<number>, end: number): string[] {
  const missing: string[] = []
  let next = 0
  for (const seqNo of [...known].sort((a, b) => a - b)) {
    if (seqNo > end) break
    if (seqNo > next) missing.push(range(next, seqNo - 1))
    next = Math.max(next, seqNo + 1)
  }
  return next <= end ? [...missing, range(next, end)] : missing
}

/** -1: there is none. */
export function highestNumber(known: Iterable<number>): number {
  let highest = -1
  for (const seqNo of known) if (seqNo > highest) highest = seqNo
  return highest
}

const range = (first: number, last: number): string => (first === last ? `#${first}` : `#${first}–#${last}`)
