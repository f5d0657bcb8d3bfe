/** The part of a WebSocket that can be held back. */
export interface Pausable {
  readonly bufferedAmount: number
  pause(): void
  resume(): void
}

export interface BackPressure {
  /** A frame came in, and took the thread for so long. */
  received(characters: number, tookMs?: number): void
  /** A frame went out: it is in the buffer of the socket, or beyond it. */
  sent(): void
  stop(): void
}

/** A station that empties its offline queue in one go sends less than this. */
const BURST = 500
const PER_SECOND = 1_000
/** A frame of the largest size counts like a thousand small ones. */
const CHARACTERS_PER_UNIT = 4_096
/** What is costly to read (broken JSON is walked over again and again) counts by what it cost: 80 ms are a burst. */
const UNITS_PER_MS = 6
const LONGEST_PAUSE_MS = 30_000
const MOST_BUFFERED_BYTES = 1024 * 1024

/**
 * Reads no faster from a station than the others can bear, and not at all while it does not take its answers: what it
 * sends on stays in its own buffers. Nothing is lost by it, and no station notices that another one runs wild.
 */
export function backPressure(socket: Pausable, now: () => number = () => performance.now()): BackPressure {
  let level = 0
  let since = now()
  let timer: NodeJS.Timeout | undefined
  let isClogged = false

  const hold = (ms: number) => {
    socket.pause()
    timer = setTimeout(() => {
      timer = undefined
      if (!isClogged) socket.resume()
    }, ms).unref()
  }

  return {
    received(characters, tookMs = 0) {
      const at = now()
      level = Math.max(0, level - ((at - since) * PER_SECOND) / 1000) + 1 + characters / CHARACTERS_PER_UNIT + tookMs * UNITS_PER_MS
      since = at
      if (level <= BURST) return
      clearTimeout(timer)
      hold(Math.min(((level - BURST / 2) * 1000) / PER_SECOND, LONGEST_PAUSE_MS))
    },
    sent() {
      const isFull = socket.bufferedAmount > MOST_BUFFERED_BYTES
      if (isFull === isClogged) return
      isClogged = isFull
      if (isFull) socket.pause()
      else if (timer === undefined) socket.resume()
    },
    stop: () => clearTimeout(timer),
  }
}
