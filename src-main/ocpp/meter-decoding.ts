import type { Phase, Quantity, SampleContext } from '#contract/vocabulary'
import type { RawSample } from '../domain/station-message'
import { decimal, object, objects, text, type Wire } from './wire-reading'

/**
 * Meter values of all versions: `meterValue: [{ timestamp, sampledValue: [{ value, measurand … }] }]`. 1.6 names
 * the unit beside the value, 2.x in `unitOfMeasure` with a power of ten. What is missing has the defaults of the
 * specification (quirk M01); values that are no readings are left out, the raw frame keeps them.
 */
export function decodeMeterValues(meterValue: unknown): RawSample[] {
  const samples: RawSample[] = []
  for (const reading of objects(meterValue)) {
    const time = text(reading.timestamp)
    const values = objects(reading.sampledValue)
    for (const value of values) {
      const sample = decodeSample(value, time, values)
      if (sample !== null) samples.push(sample)
    }
  }
  return samples
}

function decodeSample(sampled: Wire, time: string | null, siblings: Wire[]): RawSample | null {
  // A signed blob is evidence, not a number to calculate with: see `signed-decoding.ts`.
  if (sampled.format === 'SignedData') return null
  const reading = decimal(sampled.value)
  if (reading === null) return null

  const measurand = text(sampled.measurand) ?? 'Energy.Active.Import.Register'
  const { unit, factor } = unitOf(sampled)
  const known = quantities.get(measurand) ?? quantitiesByLowerCase.get(measurand.toLowerCase())
  return {
    time,
    quantity: known === undefined ? `other:${measurand}` : at(sampled, measurand, known.quantity, siblings),
    phase: phaseOf(sampled.phase),
    context: contextOf(sampled.context),
    value: inBaseUnit(reading * factor, unit, known?.dimension),
  }
}

/**
 * A station may measure the same thing in two places, at the plug and at its own supply. The one at the plug counts
 * (M01: location Outlet); the other keeps a name of its own, or two registers would be taken for one.
 */
function at(sampled: Wire, measurand: string, quantity: Quantity, siblings: Wire[]): Quantity {
  const location = sampled.location
  if (location === undefined || location === 'Outlet') return quantity
  const atOutlet = siblings.some(
    (other) =>
      (other.location === undefined || other.location === 'Outlet') &&
      (text(other.measurand) ?? 'Energy.Active.Import.Register') === measurand,
  )
  return atOutlet ? `other:${measurand}@${text(location) ?? 'elsewhere'}` : quantity
}

function unitOf(sampled: Wire): { unit: string | null; factor: number } {
  if (sampled.unitOfMeasure === undefined) return { unit: text(sampled.unit), factor: 1 }
  const { unit, multiplier } = object(sampled.unitOfMeasure)
  return { unit: text(unit), factor: 10 ** (decimal(multiplier) ?? 0) }
}

type Dimension = 'electric' | 'temperature' | 'ratio'

const quantities = new Map<string, { quantity: Quantity; dimension: Dimension }>(
  Object.entries({
    'Energy.Active.Import.Register': { quantity: 'energy-import', dimension: 'electric' },
    'Energy.Active.Import.Interval': { quantity: 'energy-import-interval', dimension: 'electric' },
    'Energy.Active.Export.Register': { quantity: 'energy-export', dimension: 'electric' },
    'Energy.Active.Export.Interval': { quantity: 'energy-export-interval', dimension: 'electric' },
    'Power.Active.Import': { quantity: 'power-import', dimension: 'electric' },
    'Power.Active.Export': { quantity: 'power-export', dimension: 'electric' },
    'Power.Offered': { quantity: 'power-offered', dimension: 'electric' },
    'Current.Import': { quantity: 'current-import', dimension: 'electric' },
    'Current.Export': { quantity: 'current-export', dimension: 'electric' },
    'Current.Offered': { quantity: 'current-offered', dimension: 'electric' },
    Voltage: { quantity: 'voltage', dimension: 'electric' },
    Frequency: { quantity: 'frequency', dimension: 'ratio' },
    'Power.Factor': { quantity: 'power-factor', dimension: 'ratio' },
    SoC: { quantity: 'soc', dimension: 'ratio' },
    Temperature: { quantity: 'temperature', dimension: 'temperature' },
    RPM: { quantity: 'rpm', dimension: 'ratio' },
  }),
)
const quantitiesByLowerCase = new Map([...quantities].map(([measurand, known]) => [measurand.toLowerCase(), known]))

/**
 * The measurand decides what is measured, the unit only how large its step is: a power "in Wh" is a power in W, one
 * "in kWh" is in kW, a frequency "in C" is in Hz (quirk M16).
 */
function inBaseUnit(value: number, unit: string | null, dimension: Dimension | undefined): number {
  if (unit === null || dimension === undefined || dimension === 'ratio') return tidy(value)
  if (dimension === 'temperature') return tidy(toCelsius(value, unit))
  return tidy(value * (steps[unit.charAt(0)] ?? 1))
}

/** Only units with a prefix start with one of these letters: Wh, W, A, V, VA and var have none. */
const steps: Record<string, number> = { k: 1000, K: 1000, M: 1_000_000, m: 0.001 }

function toCelsius(value: number, unit: string): number {
  switch (unit.replace('°', '').charAt(0).toUpperCase()) {
    case 'F':
      return ((value - 32) * 5) / 9
    case 'K':
      return value - 273.15
    default:
      // "Celsius", "Celcius", "C": the specification itself had the typing error.
      return value
  }
}

/** Scaling leaves binary dust (1.1 kWh is 1100.0000000000002 Wh); a millionth of the base unit is fine enough. */
function tidy(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6
}

/** Stations mix "L1" and "L1-N" up between current and voltage (quirk M13). */
const phases = new Map<string, Phase>(
  Object.entries({
    L1: 'L1',
    L2: 'L2',
    L3: 'L3',
    N: 'N',
    'L1-N': 'L1',
    'L2-N': 'L2',
    'L3-N': 'L3',
    'L1-L2': 'L1-L2',
    'L2-L3': 'L2-L3',
    'L3-L1': 'L3-L1',
  }),
)

function phaseOf(value: unknown): Phase | null {
  const label = text(value)
  return label === null ? null : (phases.get(label.toUpperCase()) ?? null)
}

export const contextOf = (context: unknown): SampleContext => contexts.get(text(context) ?? 'Sample.Periodic') ?? 'other'

const contexts = new Map<string, SampleContext>(
  Object.entries({
    'Sample.Periodic': 'periodic',
    'Sample.Clock': 'clock',
    'Transaction.Begin': 'begin',
    'Transaction.End': 'end',
    'Interruption.Begin': 'interruption',
    'Interruption.End': 'interruption',
    Trigger: 'trigger',
    Other: 'other',
  }),
)
