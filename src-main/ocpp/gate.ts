/** Lets a few through at a time for each key; the others wait in the order in which they came. */
export interface Gate {
  pass<T>(key: string, run: () => Promise<T>): Promise<T>
}

export function createGate(most: number): Gate {
  const keys = new Map<string, { inside: number; waiting: (() => void)[] }>()
  return {
    async pass(key, run) {
      const line = keys.get(key) ?? { inside: 0, waiting: [] }
      keys.set(key, line)
      if (line.inside < most) line.inside++
      // Who leaves hands over the place, so the number inside stays what it is.
      else await new Promise<void>((enter) => line.waiting.push(enter))
      try {
        return await run()
      } finally {
        const next = line.waiting.shift()
        // In a later round: what comes of this one counts for the next.
        if (next) setImmediate(next)
        else if (--line.inside === 0) keys.delete(key)
      }
    },
  }
}
