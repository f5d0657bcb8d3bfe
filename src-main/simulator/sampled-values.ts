import type { MeterReading, SampleContext } from './station-state'

/** One sampled value before a version writes it: 1.6 as texts, 2.x as a number with its unit of measure. */
export interface SampledValue {
  measurand: string
  unit: string
  value: number
  phase?: string
  location?: string
}

/** The words for contexts are the same in all versions. */
export const contextWords: Record<SampleContext, string> = {
  periodic: 'Sample.Periodic',
  clock: 'Sample.Clock',
  begin: 'Transaction.Begin',
  end: 'Transaction.End',
  'interruption-begin': 'Interruption.Begin',
  'interruption-end': 'Interruption.End',
  trigger: 'Trigger',
  other: 'Other',
}

const round = (value: number): number => Math.round(value * 10) / 10

/** A list is per phase, L1 first; a single number has no phase. `suffix` "-N" for voltages between phase and neutral. */
function byPhase(measurand: string, unit: string, values: number | number[] | undefined, suffix = ''): SampledValue[] {
  if (values === undefined) return []
  if (typeof values === 'number') return [{ measurand, unit, value: round(values) }]
  return values.map((value, index) => ({ measurand, unit, value: round(value), phase: `L${index + 1}${suffix}` }))
}

export function sampledValues(reading: MeterReading): SampledValue[] {
  const { energyWh, powerW, powerOfferedW, currentA, voltageV, socPercent } = reading
  return [
    ...byPhase('Energy.Active.Import.Register', 'Wh', energyWh),
    ...byPhase('Power.Active.Import', 'W', powerW),
    ...byPhase('Power.Offered', 'W', powerOfferedW),
    ...byPhase('Current.Import', 'A', currentA),
    ...byPhase('Voltage', 'V', voltageV, '-N'),
    ...(socPercent === undefined
      ? []
      : [{ measurand: 'SoC', unit: 'Percent', value: Math.floor(socPercent), location: 'EV' }]),
  ]
}
