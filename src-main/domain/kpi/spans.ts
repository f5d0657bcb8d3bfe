/** Sets of time as lists of spans: rising, apart from each other, none empty. Epoch milliseconds. */

export interface Span {
  from: number
  to: number
}

/** Makes a set of spans in any order; what overlaps or touches becomes one. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const { from, to } of [...spans].filter((span) => span.from < span.to).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** What is in both sets. */
export function intersection(one: readonly Span[], other: readonly Span[]): Span[] {
  const common: Span[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [a, b] = [one[i], other[j]]
    if (!a || !b) return common
    const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
    if (span.from < span.to) common.push(span)
    if (a.to < b.to) i += 1
    else j += 1
  }
}

/** What is in the first set and not in the second. */
export function difference(one: readonly Span[], other: readonly Span[]): Span[] {
  const left: Span[] = []
  let j = 0
  for (const { from, to } of one) {
    let at = from
    while ((other[j]?.to ?? Infinity) <= at) j += 1
    for (let k = j; at < to; k += 1) {
      const taken = other[k]
      if (!taken || taken.from >= to) {
        left.push({ from: at, to })
        break
      }
      if (taken.from > at) left.push({ from: at, to: taken.from })
      at = Math.max(at, taken.to)
    }
  }
  return left
}

/** The part of a set within bounds. */
export const within = (spans: readonly Span[], bounds: Span): Span[] => intersection(spans, bounds.from < bounds.to ? [bounds] : [])

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0)

export const overlaps = (spans: readonly Span[], bounds: Span): boolean => spans.some(({ from, to }) => from < bounds.to && to > bounds.from)
