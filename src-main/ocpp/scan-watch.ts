const windowMs = 60_000
const mostAddresses = 10_000

/** Which ports an address opened without a word: one is a monitor or a slow station, two are a scan. */
export interface ScanWatch {
  /** The ports within the last minute, this one included. */
  silent(address: string, port: number): number[]
}

export function scanWatch(now: () => number): ScanWatch {
  const seen = new Map<string, Map<number, number>>()
  return {
    silent(address, port) {
      const ports = seen.get(address) ?? new Map<number, number>()
      for (const [known, at] of ports) if (now() - at >= windowMs) ports.delete(known)
      ports.set(port, now())
      seen.delete(address)
      seen.set(address, ports)
      const oldest = seen.keys().next()
      if (seen.size > mostAddresses && oldest.done !== true) seen.delete(oldest.value)
      return [...ports.keys()].sort((a, b) => a - b)
    },
  }
}
