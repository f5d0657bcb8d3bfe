import type { Sample } from '#contract/sessions'
import type { Phase, Quantity } from '#contract/vocabulary'
import { assumedSupply, type Supply } from '../../domain/charging/rate'
import type { Commit } from '../ports'

/** Readings that are further apart do not belong to one picture. */
const TOGETHER_MS = 120_000
/** What is told later than this is history. */
const LATE_MS = 10 * 60_000
/** A phase that carries less is not used; a voltage below is that of nobody (quirk M14). */
const ACTIVE_A = 0.5
const REAL_V = 50
/** A voltage of no phase above this is that of a battery, and its current none that a limit is about. */
const DC_V = 300

type Reading = Map<string, { at: number; value: number }>

export interface Measured {
  at: number
  /** On the phase that carries most. */
  amps: number | null
  watts: number | null
}

/** What flows in running sessions, as far as it matters to limits. It is forgotten with the process: the next reading tells it again. */
export function createMeasured() {
  const sessions = new Map<number, Reading>()

  const newest = (reading: Reading) => Math.max(...[...reading.values()].map(({ at }) => at))
  function valuesOf(reading: Reading, quantity: Quantity): { phase: Phase | null; value: number }[] {
    const since = newest(reading) - TOGETHER_MS
    return [...reading].flatMap(([key, { at, value }]) => {
      const [name, phase = ''] = key.split('|')
      // The key was made of a phase.
      return name === quantity && at >= since ? [{ phase: (phase || null) as Phase | null, value }] : []
    })
  }

  return {
    /** Kept by when they came: the clocks of stations are not ours. */
    take(added: Commit['samples'], now: number) {
      for (const { session, samples } of added) {
        const reading: Reading = sessions.get(session) ?? new Map()
        for (const sample of samples) {
          if (!counts(sample) || sample.at < now - LATE_MS) continue
          reading.set(`${sample.quantity}|${sample.phase ?? ''}`, { at: now, value: sample.value })
        }
        if (reading.size > 0) sessions.set(session, reading)
      }
    },
    forget: (session: number) => void sessions.delete(session),
    /** Null: nothing was measured yet. */
    of(session: number): Measured | null {
      const reading = sessions.get(session)
      if (!reading) return null
      const currents = valuesOf(reading, 'current-import').map(({ value }) => value)
      const powers = valuesOf(reading, 'power-import')
      const total = powers.find(({ phase }) => phase === null)?.value
      const watts = total ?? (powers.length > 0 ? powers.reduce((sum, { value }) => sum + value, 0) : null)
      const supply = supplyOf(reading)
      const amps = currents.length > 0 && !isDc(reading) ? Math.max(...currents) : watts === null ? null : watts / supply.voltageV / supply.phases
      return { at: newest(reading), amps, watts }
    },
    supply(session: number | null): Supply {
      const reading = session === null ? undefined : sessions.get(session)
      return reading ? supplyOf(reading) : assumedSupply
    },
  }

  function isDc(reading: Reading): boolean {
    return valuesOf(reading, 'voltage').some(({ phase, value }) => phase === null && value > DC_V)
  }

  function supplyOf(reading: Reading): Supply {
    if (isDc(reading)) return assumedSupply
    const active = valuesOf(reading, 'current-import').filter(({ phase, value }) => phase?.startsWith('L') && value > ACTIVE_A)
    const volts = valuesOf(reading, 'voltage').filter(({ value }) => value >= REAL_V).map(({ value }) => value)
    const voltageV = volts.length > 0 ? Math.round(volts.reduce((sum, value) => sum + value, 0) / volts.length) : assumedSupply.voltageV
    return { phases: active.length > 0 ? Math.min(3, active.length) : assumedSupply.phases, voltageV }
  }
}

export type Metering = ReturnType<typeof createMeasured>

const counts = ({ quantity, context }: Sample): boolean =>
  context !== 'begin' && (quantity === 'current-import' || quantity === 'power-import' || quantity === 'voltage')
