import { setTimeout as delay } from 'node:timers/promises'

/** The clock of a station: what time it believes to be, how it writes it, and how it waits. */
export interface StationClock {
  now(): number
  /** @throws AbortError when the signal fires */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  write(epochMs: number): string
}

const isoUtc = (epochMs: number): string => new Date(epochMs).toISOString()
const two = (value: number): string => String(value).padStart(2, '0')

/** ISO text of the wall clock `minutes` east of UTC, without its zone. */
function shifted(epochMs: number, minutes: number): string {
  return isoUtc(epochMs + minutes * 60_000).slice(0, -1)
}

/** How stations write time, right and wrong (quirks B07 to B10). */
export const timestampStyles = {
  utc: isoUtc,
  noZone: (epochMs: number) => shifted(epochMs, 0),
  noSeconds: (epochMs: number) => `${isoUtc(epochMs).slice(0, 16)}Z`,
  nineDigits: (epochMs: number) => `${shifted(epochMs, 0)}456789Z`,
  /** Local time that claims to be UTC. */
  localAsUtc: (minutes: number) => (epochMs: number) => `${shifted(epochMs, minutes)}Z`,
  localNoZone: (minutes: number) => (epochMs: number) => shifted(epochMs, minutes),
  offset: (minutes: number) => (epochMs: number) =>
    `${shifted(epochMs, minutes)}${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`,
  /** "+03": an offset without minutes; whole hours only. */
  shortOffset: (hours: number) => (epochMs: number) =>
    `${shifted(epochMs, hours * 60)}${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}`,
}

/** The time of this machine, written properly. */
export const wallClock: StationClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
  write: isoUtc,
}

/** A clock that runs `factor` times as fast as the wall; for tests that watch hours. */
export function fastClock(factor: number, startAt = Date.now()): StationClock {
  const realStart = Date.now()
  return {
    ...wallClock,
    now: () => startAt + (Date.now() - realStart) * factor,
    sleep: (ms, signal) => wallClock.sleep(ms / factor, signal),
  }
}

/** A clock that stands still until it is told; `sleep` moves it on and returns at once. */
export function manualClock(startAt: number, write: (epochMs: number) => string = isoUtc) {
  let now = startAt
  return {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
    write,
    set: (epochMs: number) => {
      now = epochMs
    },
    advance: (ms: number) => {
      now += ms
    },
  }
}
