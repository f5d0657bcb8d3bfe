/** The part of a WebSocket that is needed to keep it alive. */
export interface Pingable {
  ping(): void
  terminate(): void
}

export interface KeepAlive {
  /** Any inbound frame, ping or pong. */
  heard(): void
  /** A station with long heartbeats and without pongs must not be taken for dead between two of them. */
  allowSilence(ms: number): void
  /** Nothing was heard for the limit. */
  readonly hasGivenUp: boolean
  stop(): void
}

const ticksPerLimit = 6

/**
 * Pings, and ends a connection that was silent for the idle limit. A missing pong alone never does: some stations do
 * not answer pings (quirk C09). Silence is counted in ticks, not read from a clock, so that a computer that slept does
 * not cut all its stations on waking up.
 */
export function keepAlive(socket: Pingable, { pingMs, idleMs }: { pingMs: number; idleMs: number }): KeepAlive {
  let silentTicks = 0
  let limit = ticksPerLimit
  const tickMs = idleMs / ticksPerLimit
  let hasGivenUp = false
  const idle = setInterval(() => {
    if (++silentTicks < limit) return
    hasGivenUp = true
    socket.terminate()
  }, tickMs).unref()
  const ping = pingMs > 0 ? setInterval(() => socket.ping(), pingMs).unref() : undefined
  return {
    get hasGivenUp() {
      return hasGivenUp
    },
    heard() {
      silentTicks = 0
    },
    allowSilence(ms) {
      limit = Math.max(ticksPerLimit, Math.ceil(ms / tickMs))
    },
    stop() {
      clearInterval(idle)
      clearInterval(ping)
    },
  }
}
