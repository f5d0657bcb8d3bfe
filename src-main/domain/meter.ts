import type { Sample } from '#contract/read-models'
import type { Mark } from '#contract/vocabulary'
import { type Instant, instantsOf } from './meter-instant'

/**
 * Turns readings into the energy and power of one session. Reading by reading, order-tolerant: a reading older than the
 * first extends the session backwards (an Ended that overtook its Started, quirk X02), one in between changes nothing.
 */
export interface MeterState {
  /** The earliest and the latest register reading. Wh. */
  first: Reading | null
  last: Reading | null
  /** Validated energy of the session. Wh, rounded to mWh. */
  energyWh: number
  /** How often the register went back (quirk M04). */
  resets: number
  /** Steps that cannot be energy and were left out (quirk M05). */
  leaps: number
  power: { watts: number; derived: boolean; at: number } | null
  /** Where the next derived power starts (quirk M18). */
  anchor: Reading | null
  /** Time between the last two instants with readings, milliseconds. */
  intervalMs: number | null
  lastAt: number | null
  soc: { start: number; now: number; at: number } | null
}

export interface Reading {
  at: number
  wh: number
}

export interface MeterOutcome {
  meter: MeterState
  marks: Mark[]
  findings: { code: string; detail: string }[]
}

export const emptyMeter: MeterState = {
  first: null,
  last: null,
  energyWh: 0,
  resets: 0,
  leaps: 0,
  power: null,
  anchor: null,
  intervalMs: null,
  lastAt: null,
  soc: null,
}

/** Taken for stations that never told their rated power: more than any of today's connectors delivers. */
export const ASSUMED_RATED_POWER_W = 400_000
const PLAUSIBLE_FACTOR = 1.2
const PLAUSIBLE_GRACE_WH = 100
/** A register that goes back by this much or less is jitter, not a reset (quirk M07). */
export const FORGIVEN_STEP_WH = 100
/** A derived power needs at least this much time between two readings (quirk M18). */
const SHORTEST_DERIVATION_MS = 60_000
const HOUR = 3_600_000

/** Largest step of a register that can be energy (quirk M05). Wh. */
export function plausibleStepWh(elapsedMs: number, ratedPowerW: number): number {
  return (ratedPowerW * Math.max(0, elapsedMs) * PLAUSIBLE_FACTOR) / HOUR + PLAUSIBLE_GRACE_WH
}

/** Takes readings into the meter of a session. */
export function absorb(meter: MeterState, samples: readonly Sample[], ratedPowerW: number): MeterOutcome {
  const outcome: MeterOutcome = { meter: { ...meter }, marks: [], findings: [] }
  for (const instant of instantsOf(samples)) absorbInstant(outcome, instant, ratedPowerW)
  return outcome
}

function absorbInstant(outcome: MeterOutcome, instant: Instant, ratedPowerW: number): void {
  const meter = outcome.meter
  // Beside a live reading a begin value is a frozen one, of an earlier time than it claims (quirk M10).
  // A begin that was overtaken by what followed it still is the earliest reading (quirk X02).
  const isEarliest = meter.first === null || instant.at < meter.first.at
  if (instant.beginWh !== null && instant.registerWh === null && isEarliest) {
    takeRegister(outcome, { at: instant.at, wh: instant.beginWh }, ratedPowerW)
  }
  if (instant.registerWh !== null) takeRegister(outcome, { at: instant.at, wh: instant.registerWh }, ratedPowerW)
  if (instant.intervalWh !== null && isNewest(meter, instant.at)) meter.energyWh = rounded(meter.energyWh + instant.intervalWh)
  if (!isNewest(meter, instant.at)) return
  if (instant.powerW !== null) meter.power = { watts: instant.powerW, derived: false, at: instant.at }
  else derivePower(outcome, instant)
  if (instant.socPercent !== null) {
    meter.soc = { start: meter.soc?.start ?? instant.socPercent, now: instant.socPercent, at: instant.at }
  }
  if (meter.lastAt !== null && instant.at > meter.lastAt) meter.intervalMs = instant.at - meter.lastAt
  meter.lastAt = instant.at
}

const isNewest = (meter: MeterState, at: number) => meter.lastAt === null || at >= meter.lastAt

/** One register reading: only non-negative, plausible steps are energy. */
export function takeRegister(outcome: MeterOutcome, reading: Reading, ratedPowerW: number): void {
  const meter = outcome.meter
  if (!meter.first || !meter.last) {
    meter.first = meter.last = reading
  } else if (reading.at >= meter.last.at) {
    takeForward(outcome, meter.last, reading, ratedPowerW)
  } else if (reading.at < meter.first.at) {
    takeBackward(outcome, meter.first, reading, ratedPowerW)
  }
}

function takeForward(outcome: MeterOutcome, last: Reading, reading: Reading, ratedPowerW: number): void {
  const meter = outcome.meter
  const step = reading.wh - last.wh
  if (step < -FORGIVEN_STEP_WH) {
    meter.resets += 1
    meter.last = reading
    outcome.marks.push('repaired')
    outcome.findings.push({ code: 'M04', detail: `register fell from ${last.wh} to ${reading.wh} Wh` })
  } else if (step < 0) {
    meter.last = { at: reading.at, wh: last.wh }
  } else if (step > plausibleStepWh(reading.at - last.at, ratedPowerW)) {
    meter.leaps += 1
    meter.last = reading
    // What is no energy is no power either.
    meter.anchor = reading
    outcome.marks.push('suspect')
    outcome.findings.push({ code: 'M05', detail: `register leapt from ${last.wh} to ${reading.wh} Wh` })
  } else {
    meter.energyWh = rounded(meter.energyWh + step)
    meter.last = reading
  }
}

function takeBackward(outcome: MeterOutcome, first: Reading, reading: Reading, ratedPowerW: number): void {
  const step = first.wh - reading.wh
  if (step >= 0 && step <= plausibleStepWh(first.at - reading.at, ratedPowerW)) {
    outcome.meter.energyWh = rounded(outcome.meter.energyWh + step)
  }
  outcome.meter.first = reading
}

function derivePower(outcome: MeterOutcome, instant: Instant): void {
  const meter = outcome.meter
  if (instant.registerWh === null || (meter.power && !meter.power.derived)) return
  const reading = { at: instant.at, wh: instant.registerWh }
  const anchor = meter.anchor ?? meter.first
  if (!anchor || reading.wh < anchor.wh || meter.last?.wh !== reading.wh) {
    meter.anchor = reading
    return
  }
  const elapsedMs = reading.at - anchor.at
  if (elapsedMs < SHORTEST_DERIVATION_MS) return
  meter.power = { watts: Math.round(((reading.wh - anchor.wh) * HOUR) / elapsedMs), derived: true, at: reading.at }
  meter.anchor = reading
}

const rounded = (wh: number) => Math.round(wh * 1000) / 1000
