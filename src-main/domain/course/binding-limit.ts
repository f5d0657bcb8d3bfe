import type { BindingLimit, OfferedLimit } from '#contract/course'
import type { Sample } from '#contract/sessions'

/** What the vehicle draws may be that much below a limit that binds it: a car keeps a little away from it. */
const NEAR = { share: 0.08, A: 1, W: 300 }

/** Less is no charging that a limit could hold back. */
const LEAST = { A: 0.5, W: 100 }

/** What the charger told that it offers, from when on. Where it tells both units, amperes count. */
export function offersOf(samples: readonly Sample[]): OfferedLimit[] {
  const quantity = samples.some((sample) => sample.quantity === 'current-offered') ? 'current-offered' : 'power-offered'
  const unit = quantity === 'current-offered' ? 'A' : 'W'
  const highest = new Map<number, number>()
  for (const { at, quantity: of, value } of samples) if (of === quantity) highest.set(at, Math.max(value, highest.get(at) ?? 0))
  return [...highest]
    .sort(([a], [b]) => a - b)
    .map(([at, value]) => ({ at, value, unit }) as const)
    .filter(({ value }, index, all) => index === 0 || all[index - 1]?.value !== value)
}

/** What flows now, as far as it was told; A is that of the phase that carries most. */
export interface Drawn {
  amps: number | null
  watts: number | null
}

export function drawnOf(samples: readonly Sample[]): Drawn {
  const last = (quantity: Sample['quantity'], join: (values: number[]) => number) => {
    const of = samples.filter((sample) => sample.quantity === quantity && sample.phase !== 'N')
    const at = of.at(-1)?.at
    const values = of.filter((sample) => sample.at === at)
    const whole = values.filter(({ phase }) => phase === null)
    return values.length === 0 ? null : join((whole.length > 0 && quantity === 'power-import' ? whole : values).map(({ value }) => value))
  }
  return { amps: last('current-import', (values) => Math.max(...values)), watts: last('power-import', (values) => values.reduce((a, b) => a + b, 0)) }
}

/** What a plug of a cable tells the charger that the cable bears, amperes (IEC 61851-1, annex B). */
const CABLE_AMPS = [13, 20, 32, 63]
const MAINS_V = 230

/** An offer is the charger's own where it is all that the charger can; where it can more, and offers what cables are coded with, the cable's. */
function ownerOf({ value, unit }: OfferedLimit, ratedW: number | null): 'station' | 'cable' | 'charger' {
  if (ratedW === null) return 'charger'
  const rated = unit === 'W' ? [ratedW] : [ratedW / MAINS_V, ratedW / (3 * MAINS_V)]
  if (rated.some((most) => Math.abs(value - most) <= most * NEAR.share)) return 'station'
  return unit === 'A' && CABLE_AMPS.includes(value) ? 'cable' : 'charger'
}

/**
 * Which limit binds: the lowest known one if the vehicle draws up to it, else the vehicle itself. Nothing is guessed:
 * without what flows or without any limit it is not known.
 */
export function bindingLimit(facts: {
  isCharging: boolean
  drawn: Drawn
  offered: OfferedLimit | null
  /** What profiles allow on each phase, and whose they are. */
  profile: { amps: number; source: 'session' | 'station' | 'site' } | null
  /** What the charger can, watts; null: not known. */
  ratedW: number | null
}): BindingLimit {
  const { drawn, offered } = facts
  const unknown = { by: 'unknown', value: null, unit: 'A' } as const
  if (!facts.isCharging) return unknown
  const by = facts.profile?.source === 'session' ? 'profile' : (facts.profile?.source ?? 'profile')
  const profile = facts.profile && ({ by, value: facts.profile.amps, unit: 'A' } as const)
  const charger = offered && ({ by: ownerOf(offered, facts.ratedW), value: offered.value, unit: offered.unit } as const)
  // A profile that the charger passes on shows in its offer as well: the profile is the reason.
  const isPassedOn = profile && charger?.unit === 'A' && charger.value >= profile.value - NEAR.A
  const candidates = [profile, isPassedOn ? null : charger].filter((limit) => limit !== null)
  const known = candidates.filter(({ unit }) => (drawnIn(drawn, unit) ?? 0) >= LEAST[unit])
  if (known.length === 0) return unknown
  const bound = known.filter(({ value, unit }) => isNear(drawnIn(drawn, unit) ?? 0, value, unit)).sort((a, b) => a.value - b.value)[0]
  if (bound) return bound
  const amps = drawn.amps !== null
  return { by: 'vehicle', value: amps ? drawn.amps : drawn.watts, unit: amps ? 'A' : 'W' }
}

const drawnIn = ({ amps, watts }: Drawn, unit: 'A' | 'W') => (unit === 'A' ? amps : watts)
const isNear = (drawn: number, limit: number, unit: 'A' | 'W') => drawn >= limit - Math.max(NEAR[unit], limit * NEAR.share)
