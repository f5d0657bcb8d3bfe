import type { Clock } from '../app/ports'

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    // A pending pause must not keep the process alive that is asked to end.
    timer.unref()
    return () => clearTimeout(timer)
  },
}
