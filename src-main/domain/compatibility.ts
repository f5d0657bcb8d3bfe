import {
  compatibilityDefaults,
  type CompatibilityField,
  type CompatibilityRow,
  type CompatibilityValues,
} from '#contract/compatibility'
import type { Decision } from './decide/decision'
import type { Station } from './station'

/** Something that a station's behaviour shows about it. */
export interface Fact {
  field: CompatibilityField
  value: CompatibilityValues[CompatibilityField]
  /** It would change amounts, so a person has to confirm it (quirks, rule 4). */
  isProposal: boolean
}

export type Compatibility = Partial<
  Record<CompatibilityField, { value: CompatibilityValues[CompatibilityField]; source: 'learned' | 'set' | 'proposed'; since: number }>
>

/** A person has said so; what was learned only makes the next session easier to understand. */
export const isLifetimeRegister = ({ compatibility: { registerKind } }: Station): boolean =>
  registerKind?.source === 'set' && registerKind.value === 'lifetime'

/** What counts for a station. */
export function factOf<Field extends CompatibilityField>(station: Station, field: Field): CompatibilityValues[Field] {
  const known = station.compatibility[field]
  // `withFact` keeps to each field the values of that field.
  return known && known.source !== 'proposed' ? (known.value as CompatibilityValues[Field]) : compatibilityDefaults[field]
}

/** What a person has set stays; the same fact again changes nothing. */
export function withFact(station: Station, { field, value, isProposal }: Fact, at: number): Station {
  const known = station.compatibility[field]
  if (known?.source === 'set' || known?.value === value) return station
  const source = isProposal ? 'proposed' : 'learned'
  return { ...station, compatibility: { ...station.compatibility, [field]: { value, source, since: at } } }
}

/** The station learns what the findings of a decision show of it. */
export function learning(decision: Decision, at: number): Decision {
  const facts = decision.findings.flatMap(({ fact }) => fact ?? [])
  if (facts.length === 0) return decision
  return { ...decision, station: facts.reduce((station, fact) => withFact(station, fact, at), decision.station) }
}

export function compatibilityRows({ compatibility }: Station): CompatibilityRow[] {
  // The keys of a literal that is typed by the fields.
  return (Object.keys(compatibilityDefaults) as CompatibilityField[]).map((field) => {
    const known = compatibility[field]
    const isProposed = known?.source === 'proposed'
    return {
      field,
      value: known && !isProposed ? known.value : compatibilityDefaults[field],
      source: !known || known.source === 'proposed' ? 'default' : known.source,
      since: known?.since ?? null,
      proposed: isProposed ? known.value : null,
    }
  })
}
