import {
  type CompatibilityField,
  compatibilityFieldNames,
  type CompatibilityRow,
  type CompatibilityValue,
  type CompatibilityValues,
} from '#contract/compatibility'
import { compatibilityFields } from '#contract/compatibility-fields'
import type { ClockHabit } from './clock'
import type { Decision } from './decide/decision'
import type { Station } from './station'

/** Something that a station's behaviour shows about it. */
export interface Fact {
  field: CompatibilityField
  value: CompatibilityValue
  /** It would change amounts, so a person has to confirm it (quirks, rule 4). */
  isProposal: boolean
}

export interface Known {
  value: CompatibilityValue
  source: 'learned' | 'set' | 'proposed'
  since: number
  /** The station of the same make and firmware that taught it. */
  from?: string
}

export type Compatibility = Partial<Record<CompatibilityField, Known>>

/** A person has said so; what was learned only makes the next session easier to understand. */
export const isLifetimeRegister = ({ compatibility: { registerKind } }: Station): boolean =>
  registerKind?.source === 'set' && registerKind.value === 'lifetime'

/** What counts for a station. */
export function factOf<Field extends CompatibilityField>(station: Station, field: Field): CompatibilityValues[Field] {
  const known = station.compatibility[field]
  // `withFact` keeps to each field the values of that field.
  return (known && known.source !== 'proposed' ? known.value : defaultOf(station, field)) as CompatibilityValues[Field]
}

/** Null: nobody set it and it was not learned, so that only the default is there. */
export function knownFactOf<Field extends CompatibilityField>(station: Station | undefined, field: Field): CompatibilityValues[Field] | null {
  const known = station?.compatibility[field]
  return station && known && known.source !== 'proposed' ? factOf(station, field) : null
}

/** How the times of a station are meant. */
export function clockOf(station: Station): ClockHabit {
  const { zone } = station.compatibility
  return { kind: factOf(station, 'clock'), offsetMs: zone && zone.source !== 'proposed' ? factOf(station, 'zone') * 60_000 : null }
}

const SHORTEST_IDLE_LIMIT_S = 180

function defaultOf(station: Station, field: CompatibilityField): CompatibilityValue {
  // A station without pongs is heard at its heartbeats only (quirk C09).
  if (field === 'idleLimitSeconds') return Math.max(SHORTEST_IDLE_LIMIT_S, 3 * (station.heartbeatIntervalS ?? 0))
  return compatibilityFields[field].default
}

/** What a person has set stays; the same fact again changes nothing. */
export function withFact(station: Station, { field, value, isProposal }: Fact, at: number): Station {
  const known = station.compatibility[field]
  if (known?.source === 'set' || (known && isSame(known.value, value) && known.from === undefined)) return station
  const source = isProposal ? 'proposed' : 'learned'
  return { ...station, compatibility: { ...station.compatibility, [field]: { value, source, since: at } } }
}

/** What was learned of a meter does not hold for another one (quirk M26). What a person has set stays. */
export function withoutMeterFacts(station: Station): Station {
  const { energyUnitFactor, registerKind, ...others } = station.compatibility
  const kept = Object.entries({ energyUnitFactor, registerKind }).filter(([, known]) => known?.source === 'set')
  return { ...station, compatibility: { ...others, ...Object.fromEntries(kept) } }
}

/** The station learns what the findings of a decision show of it. */
export function learning(decision: Decision, at: number): Decision {
  const facts = decision.findings.flatMap(({ fact }) => fact ?? [])
  if (facts.length === 0) return decision
  return { ...decision, station: facts.reduce((station, fact) => withFact(station, fact, at), decision.station) }
}

/** What is shown of the record: only what something asks for. */
export function compatibilityRows(station: Station): CompatibilityRow[] {
  return compatibilityFieldNames
    .filter((field) => compatibilityFields[field].isRead)
    .map((field) => {
      const known = station.compatibility[field]
      const isProposed = known?.source === 'proposed'
      return {
        field,
        value: factOf(station, field),
        source: !known || known.source === 'proposed' ? 'default' : known.source,
        since: known?.since ?? null,
        from: known?.from ?? null,
        proposed: isProposed ? known.value : null,
      }
    })
}

/** Values are scalars and lists of numbers. */
const isSame = (one: CompatibilityValue, other: CompatibilityValue): boolean => String(one) === String(other) && typeof one === typeof other

/** Speaks another version from now on: what was learned of the old one no longer holds, what a person set does (quirk X09). */
export function renewed(station: Station): Station {
  const kept = Object.entries(station.compatibility).filter(([, known]) => known.source === 'set')
  return { ...station, compatibility: Object.fromEntries(kept), unsupported: [] }
}
