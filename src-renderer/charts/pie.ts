export interface PieSlice {
  id: string
  label: string
  count: number
  /** A CSS colour. */
  color: string
}

export interface Arc {
  /** Of an SVG path around (0, 0). */
  path: string
  /** Where its number stands. */
  x: number
  y: number
  share: number
}

/** Below this share of the circle a number does not fit into its slice. */
export const leastLabelled = 0.06

/** The slices of a ring, clockwise from the top, in the order of the counts; null where there is nothing to draw. */
export function arcsOf(counts: readonly number[], { inner, outer }: { inner: number; outer: number }): (Arc | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let before = 0
  return counts.map((count) => {
    if (count === 0) return null
    const share = count / total
    const from = before / total
    before += count
    const middle = pointAt(from + share / 2, (inner + outer) / 2)
    return { path: ring(from, from + share, inner, outer), x: round(middle[0]), y: round(middle[1]), share }
  })
}

/** A whole circle has no two ends, so an arc alone would draw nothing: it is made of two halves. */
function ring(from: number, until: number, inner: number, outer: number): string {
  if (until - from > 0.9999) return `${ring(from, from + 0.5, inner, outer)}${ring(from + 0.5, from + 0.999_89, inner, outer)}`
  const isLarge = until - from > 0.5 ? 1 : 0
  const [a, b, c, d] = [pointAt(from, outer), pointAt(until, outer), pointAt(until, inner), pointAt(from, inner)].map(([x, y]) => `${round(x)} ${round(y)}`)
  const back = inner === 0 ? 'L0 0Z' : `L${c}A${inner} ${inner} 0 ${isLarge} 0 ${d}Z`
  return `M${a}A${outer} ${outer} 0 ${isLarge} 1 ${b}${back}`
}

function pointAt(turn: number, radius: number): [x: number, y: number] {
  const angle = turn * 2 * Math.PI
  return [Math.sin(angle) * radius, -Math.cos(angle) * radius]
}

// -0 would be written into paths as such.
const round = (value: number) => Math.round(value * 1000) / 1000 || 0
