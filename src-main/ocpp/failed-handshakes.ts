export interface FailureLimit {
  failures: number
  windowMs: number
}

export interface FailedHandshakes {
  isLimited(address: string, identity: string | null): boolean
  failed(address: string, identity: string | null): void
  succeeded(address: string, identity: string): void
}

const mostAddresses = 10_000

/**
 * Counts failed handshakes per address, so that guessing passwords is slow and made-up identities do not fill the log.
 * A station that has connected from an address before stays welcome there: one wrong station behind a router must not
 * lock the others out.
 */
export function failedHandshakes({ failures, windowMs }: FailureLimit, now: () => number): FailedHandshakes {
  const windows = new Map<string, { since: number; failures: number }>()
  const welcome = new Set<string>()
  const keyOf = (address: string, identity: string): string => `${address} ${identity.toLowerCase()}`

  function current(address: string) {
    const window = windows.get(address)
    return window !== undefined && now() - window.since < windowMs ? window : undefined
  }

  return {
    isLimited(address, identity) {
      const window = current(address)
      if (window === undefined || window.failures < failures) return false
      return identity === null || !welcome.has(keyOf(address, identity))
    },
    failed(address, identity) {
      if (identity !== null) welcome.delete(keyOf(address, identity))
      const window = current(address)
      if (window !== undefined) {
        window.failures++
        return
      }
      windows.delete(address)
      windows.set(address, { since: now(), failures: 1 })
      dropOldest(windows)
    },
    succeeded(address, identity) {
      welcome.add(keyOf(address, identity))
      dropOldest(welcome)
    },
  }
}

/** Both collections keep the order in which their entries came. */
function dropOldest(collection: Map<string, unknown> | Set<string>): void {
  const oldest = collection.keys().next()
  if (collection.size > mostAddresses && oldest.done !== true) collection.delete(oldest.value)
}
