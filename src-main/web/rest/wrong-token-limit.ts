const windowMs = 60_000
const mostFailures = 20

/** Counts wrong tokens. Only for those who are wrong: everybody comes from loopback, and a right token is never refused. */
export function wrongTokenLimit(now: () => number = Date.now) {
  let failures: number[] = []
  return {
    /** One more. Returns the seconds to wait; 0 while there were not too many. */
    failed(): number {
      const at = now()
      failures = [...failures.filter((earlier) => at - earlier < windowMs), at].slice(-mostFailures - 1)
      const first = failures[0] ?? at
      return failures.length > mostFailures ? Math.max(1, Math.ceil((first + windowMs - at) / 1000)) : 0
    },
  }
}
