import type { Clock } from '../../src-main/app/ports'
import type { StationClock } from '../../src-main/simulator/station-clock'
import { timestampStyles } from '../../src-main/simulator/station-clock'

interface Timer {
  at: number
  run: () => void
}

/** Stands still until it is told to move; timers that fall due on the way run in their order. */
export interface FakeClock extends Clock {
  advance(ms: number): void
  /** As if the machine had slept: what is due by then runs once, late. */
  sleepOver(ms: number): void
  /** Timers that are armed. */
  pending(): number
  /** The clock of a station that runs in step, `offMs` wrong. Waiting moves the time of all on. */
  forStation(options?: { offMs?: number; write?: (epochMs: number) => string }): StationClock
}

export function fakeClock(startAt: number): FakeClock {
  let now = startAt
  const timers = new Set<Timer>()

  const nextDue = (until: number): Timer | null => {
    let next: Timer | null = null
    for (const timer of timers) if (timer.at <= until && (!next || timer.at < next.at)) next = timer
    return next
  }

  const clock: FakeClock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(ms) {
      const target = now + ms
      for (let timer = nextDue(target); timer; timer = nextDue(target)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = target
    },
    sleepOver(ms) {
      now += ms
      const due = [...timers].filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at)
      for (const timer of due) if (timers.delete(timer)) timer.run()
    },
    pending: () => timers.size,
    forStation: ({ offMs = 0, write = timestampStyles.utc } = {}) => ({
      now: () => now + offMs,
      sleep(ms) {
        clock.advance(ms)
        return Promise.resolve()
      },
      write,
    }),
  }
  return clock
}
