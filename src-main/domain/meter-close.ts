import { FORGIVEN_STEP_WH, type MeterOutcome, type MeterState, takeRegister } from './meter'

/**
 * The final register of a session, where the station tells one apart from its samples (1.6 meterStop). Without resets
 * and leaps the energy is stop minus start (quirk M08); -1 or nothing means that the last sample decides (quirk M07).
 */
export function closeMeter(
  meter: MeterState,
  stop: { at: number; wh: number | null },
  ratedPowerW: number,
): MeterOutcome {
  const outcome: MeterOutcome = { meter: { ...meter }, marks: [], findings: [] }
  if (stop.wh === null || stop.wh < 0) {
    if (stop.wh !== null) outcome.findings.push({ code: 'M07', detail: `meterStop ${stop.wh}` })
    return outcome
  }
  // A register that counts from the start of the session does so at its end as well, or not (quirk M03).
  const start = meter.first?.wh
  const wh = meter.offsetWh !== undefined && stop.wh < meter.offsetWh ? stop.wh + meter.offsetWh : stop.wh
  const isUnbroken = meter.resets === 0 && meter.leaps === 0
  if (start === undefined || !isUnbroken) {
    takeRegister(outcome, { at: Math.max(stop.at, meter.last?.at ?? stop.at), wh }, ratedPowerW)
    return outcome
  }
  const difference = wh - start
  if (difference < 0) return closeBelowStart(outcome, difference)
  const before = outcome.meter.energyWh
  takeRegister(outcome, { at: Math.max(stop.at, meter.last?.at ?? stop.at), wh }, ratedPowerW)
  const wasTaken = outcome.meter.leaps === 0 && (outcome.meter.resets === 0 || before === 0)
  if (wasTaken) outcome.meter.energyWh = difference
  return outcome
}

/** A little below is rounding and costs nothing; more is a fault of the meter that a person must look at. */
function closeBelowStart(outcome: MeterOutcome, differenceWh: number): MeterOutcome {
  outcome.findings.push({ code: 'M07', detail: `meterStop ${-differenceWh} Wh below meterStart` })
  if (differenceWh >= -FORGIVEN_STEP_WH) return outcome
  outcome.marks.push('suspect')
  return outcome
}
