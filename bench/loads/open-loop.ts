import { percentile } from '../figures.ts'
import { charging } from '../transactions.ts'
import { fleet } from './fleet.ts'

export interface OpenLoop {
  kind: 'open-loop'
  stations: number
  callsPerSecond: number
  warmUpMs: number
  measureMs: number
}

/**
 * Calls come at a fixed rate whatever the server does. A latency counts from the instant at which the call was due, so
 * that a stall is felt by every call that had to wait for it, and not by one alone.
 */
export async function runOpenLoop(load: OpenLoop, url: string, failed: (error: Error) => void) {
  const stations = await fleet({ url, stations: load.stations, failed })
  const latencies: number[] = []
  const lanes = stations.map((station, index) => {
    const next = charging(station, index)
    const due: number[] = []
    const go = (): void => {
      const intendedAt = due[0]
      if (intendedAt === undefined) return
      next(() => {
        due.shift()
        latencies.push(performance.now() - intendedAt)
        go()
      })
    }
    return (intendedAt: number) => {
      // One outstanding CALL per station, as OCPP wants it: a call that is due earlier goes first.
      if (due.push(intendedAt) === 1) go()
    }
  })

  const gapMs = 1000 / load.callsPerSecond
  const calls = Math.round((load.warmUpMs + load.measureMs) / gapMs)
  const startAt = performance.now()
  for (let call = 0; call < calls; call += 1) {
    const intendedAt = startAt + call * gapMs
    await until(intendedAt)
    lanes[call % lanes.length]?.(intendedAt)
  }
  while (latencies.length < calls) await until(performance.now() + 5)
  for (const station of stations) station.close()
  const measured = latencies.slice(Math.round(load.warmUpMs / gapMs))
  return { p50Ms: percentile(measured, 0.5), p99Ms: percentile(measured, 0.99), maxMs: percentile(measured, 1) }
}

/** A timer fires up to a millisecond late; the last one is waited for in turns of the loop. */
async function until(at: number): Promise<void> {
  const restMs = at - performance.now()
  if (restMs > 2) await new Promise((resolve) => setTimeout(resolve, restMs - 2))
  while (performance.now() < at) await new Promise((resolve) => setImmediate(resolve))
}
