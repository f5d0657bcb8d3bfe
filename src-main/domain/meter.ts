import type { Sample } from '#contract/sessions'
import type { Mark, Phase } from '#contract/vocabulary'
import type { Fact } from './compatibility'
import { type Instant, instantsOf } from './meter-instant'
import { activePhasesOf } from './phases'

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
  /** Added to readings that count from the start of the session (quirk M03). Wh. Rows of older versions lack it. */
  offsetWh?: number
  /** The last stretch in which energy flowed, by the register (quirks S05, S06). */
  flow?: { from: number; at: number }
  /** On which current flows, as told last (quirk M14). */
  phases?: Phase[]
  /** Steps of the register that were a thousand times too small or too large for the measured power (quirk M02). */
  unit?: { factor: 0.001 | 1000; seen: number }
}

export interface Reading {
  at: number
  wh: number
}

export interface MeterOutcome {
  meter: MeterState
  marks: Mark[]
  findings: { code: string; detail: string; fact?: Fact }[]
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
/** Power that counts as charging (KPI definitions 1.3). */
const FLOWING_W = 100
/** Less energy than this says nothing of its unit. */
const LEAST_COMPARED_WH = 50
const SEEN_ENOUGH = 3

/** Largest step of a register that can be energy (quirk M05). Wh. */
export function plausibleStepWh(elapsedMs: number, ratedPowerW: number): number {
  return (ratedPowerW * Math.max(0, elapsedMs) * PLAUSIBLE_FACTOR) / HOUR + PLAUSIBLE_GRACE_WH
}

/** Takes readings into the meter of a session. `isLifetime`: a person says that the registers count over the meter's life, whatever they look like (quirk M03). */
export function absorb(meter: MeterState, samples: readonly Sample[], ratedPowerW: number, isLifetime = false): MeterOutcome {
  const outcome: MeterOutcome = { meter: { ...meter }, marks: [], findings: [] }
  for (const instant of instantsOf(samples)) absorbInstant(outcome, instant, { ratedPowerW, isLifetime })
  const phases = activePhasesOf(samples.filter(({ at }) => meter.lastAt === null || at >= meter.lastAt))
  if (phases) outcome.meter.phases = phases
  return outcome
}

function absorbInstant(outcome: MeterOutcome, instant: Instant, rules: { ratedPowerW: number; isLifetime: boolean }): void {
  const { ratedPowerW } = rules
  const meter = outcome.meter
  // Beside a live reading a begin value is a frozen one, of an earlier time than it claims (quirk M10).
  // A begin that was overtaken by what followed it still is the earliest reading (quirk X02).
  const isEarliest = meter.first === null || instant.at < meter.first.at
  if (instant.beginWh !== null && instant.registerWh === null && isEarliest) {
    takeRegister(outcome, { at: instant.at, wh: instant.beginWh }, ratedPowerW)
  }
  const { registerWh: readWh } = instant
  const registerWh = readWh === null || rules.isLifetime ? readWh : absolute(outcome, { at: instant.at, wh: readWh }, ratedPowerW)
  if (registerWh !== null) takeRegister(outcome, { at: instant.at, wh: registerWh }, ratedPowerW)
  if (instant.intervalWh !== null && isNewest(meter, instant.at)) meter.energyWh = rounded(meter.energyWh + instant.intervalWh)
  if (!isNewest(meter, instant.at)) return
  if (instant.powerW !== null) meter.power = { watts: instant.powerW, derived: false, at: instant.at }
  else derivePower(outcome, { ...instant, registerWh })
  if (instant.socPercent !== null) {
    meter.soc = { start: meter.soc?.start ?? instant.socPercent, now: instant.socPercent, at: instant.at }
  }
  // Some send one measurand a message: what comes within half an interval belongs to the reading before (quirk M21).
  const gapMs = meter.lastAt === null ? null : instant.at - meter.lastAt
  if (gapMs !== null && meter.intervalMs !== null && gapMs < meter.intervalMs / 2) return
  if (gapMs !== null && gapMs > 0) meter.intervalMs = gapMs
  meter.lastAt = instant.at
}

/**
 * A register that counts from the start of the session, while Start and Stop tell the one over the meter's life: the
 * first reading is far below the start, and no more than what can have flowed since (quirk M03).
 */
function absolute(outcome: MeterOutcome, reading: Reading, ratedPowerW: number): number {
  const { meter } = outcome
  const { first, last } = meter
  if (meter.offsetWh !== undefined) return reading.wh < meter.offsetWh ? reading.wh + meter.offsetWh : reading.wh
  const isFirst = first !== null && first === last && meter.resets === 0 && reading.at >= first.at
  if (!isFirst || reading.wh >= first.wh - FORGIVEN_STEP_WH) return reading.wh
  if (reading.wh > plausibleStepWh(reading.at - first.at, ratedPowerW)) return reading.wh
  meter.offsetWh = first.wh
  outcome.findings.push({
    code: 'M03',
    detail: `register ${reading.wh} Wh after a start at ${first.wh} Wh`,
    fact: { field: 'registerKind', value: 'session', isProposal: false },
  })
  return reading.wh + first.wh
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
  compareUnits(outcome, step, reading.at - last.at)
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
    if (step * HOUR >= FLOWING_W * (reading.at - last.at) && step > 0) meter.flow = { from: last.at, at: reading.at }
  }
}

/** Energy against power x time: three steps that are a thousand times off show a wrong unit (quirk M02). */
function compareUnits(outcome: MeterOutcome, stepWh: number, elapsedMs: number): void {
  const { meter } = outcome
  if (!meter.power || meter.power.derived || stepWh <= 0) return
  const expectedWh = (meter.power.watts * elapsedMs) / HOUR
  if (expectedWh < LEAST_COMPARED_WH) return
  const ratio = stepWh / expectedWh
  const factor = ratio > 0.0005 && ratio < 0.002 ? 1000 : ratio > 500 && ratio < 2000 ? 0.001 : null
  if (factor === null) {
    delete meter.unit
    return
  }
  meter.unit = { factor, seen: meter.unit?.factor === factor ? meter.unit.seen + 1 : 1 }
  if (meter.unit.seen !== SEEN_ENOUGH) return
  outcome.findings.push({
    code: 'M02',
    detail: `a step of ${stepWh} Wh where the power makes it ${Math.round(expectedWh)} Wh`,
    fact: { field: 'energyUnitFactor', value: factor, isProposal: true },
  })
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
