import type { Sample } from '#contract/sessions'
import type { Quantity } from '#contract/vocabulary'

/** What all samples of one instant say together. Null: nothing. */
export interface Instant {
  at: number
  /** A register reading that the station labelled as the beginning (quirk M10: never "now"). Wh. */
  beginWh: number | null
  registerWh: number | null
  intervalWh: number | null
  powerW: number | null
  socPercent: number | null
}

/** Groups samples by instant, oldest first. */
export function instantsOf(samples: readonly Sample[]): Instant[] {
  const byTime = new Map<number, Sample[]>()
  for (const sample of samples) {
    const group = byTime.get(sample.at)
    if (group) group.push(sample)
    else byTime.set(sample.at, [sample])
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([at, group]) => instantOf(at, group))
}

function instantOf(at: number, group: Sample[]): Instant {
  const begin = group.filter((sample) => sample.context === 'begin')
  const now = group.filter((sample) => sample.context !== 'begin')
  return {
    at,
    beginWh: totalOf(begin, 'energy-import'),
    registerWh: totalOf(now, 'energy-import'),
    intervalWh: totalOf(now, 'energy-import-interval'),
    powerW: totalOf(group, 'power-import'),
    socPercent: totalOf(group, 'soc'),
  }
}

/** The value over all phases: the one without phase, else the sum over the phases (quirk M11). */
export function totalOf(samples: readonly Sample[], quantity: Quantity): number | null {
  let sum: number | null = null
  for (const sample of samples) {
    if (sample.quantity !== quantity) continue
    if (sample.phase === null) return sample.value
    if (sample.phase === 'L1' || sample.phase === 'L2' || sample.phase === 'L3') sum = (sum ?? 0) + sample.value
  }
  return sum
}
