import type { Sample } from '#contract/sessions'
import type { Phase } from '#contract/vocabulary'

/** What is less is induced by the wires beside it (quirk M14). */
const GHOST_VOLTAGE_V = 50
const ACTIVE_CURRENT_A = 0.5
const lines: readonly Phase[] = ['L1', 'L2', 'L3']

/** A few volts on a phase that is not connected. */
export const isGhostVoltage = ({ quantity, phase, value }: Pick<Sample, 'quantity' | 'phase' | 'value'>): boolean =>
  quantity === 'voltage' && phase !== null && value < GHOST_VOLTAGE_V

/** The phases on which current flows, by the latest readings of each; null: nothing is said of single phases. */
export function activePhasesOf(samples: readonly Sample[]): Phase[] | null {
  const latest = new Map<Phase, Sample>()
  for (const sample of samples) {
    if (sample.quantity !== 'current-import' || sample.phase === null || !lines.includes(sample.phase)) continue
    const known = latest.get(sample.phase)
    if (!known || sample.at >= known.at) latest.set(sample.phase, sample)
  }
  if (latest.size === 0) return null
  return lines.filter((phase) => (latest.get(phase)?.value ?? 0) > ACTIVE_CURRENT_A)
}
