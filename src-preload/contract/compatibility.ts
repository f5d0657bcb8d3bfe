import { z } from 'zod'
import { compatibilityFields } from './compatibility-fields'
import type { EpochMs } from './read-models'

/** What is particular about a station, learned from what it does or set by a person; never taken from its make. */
export type CompatibilityField = keyof typeof compatibilityFields

export type CompatibilityValues = {
  -readonly [Field in CompatibilityField]: (typeof compatibilityFields)[Field]['default']
}
export type CompatibilityValue = CompatibilityValues[CompatibilityField]

/** Null: what was learned or set is forgotten. */
export type CompatibilityChoice = {
  [Field in CompatibilityField]: { field: Field; value: CompatibilityValues[Field] | null }
}[CompatibilityField]

// The keys of a literal that is typed by the fields.
export const compatibilityFieldNames = Object.keys(compatibilityFields) as CompatibilityField[]

const [firstChoice, ...otherChoices] = compatibilityFieldNames.map((name) =>
  z.object({ field: z.literal(name), value: (compatibilityFields[name].schema as z.ZodType).nullable() }),
)
// The table has at least one line; what its lines mean for the type of a choice is written above.
export const compatibilityChoiceSchema = z.discriminatedUnion('field', [firstChoice!, ...otherChoices]) as unknown as z.ZodType<CompatibilityChoice>

/** What belongs to the record and is set elsewhere, where it is used. */
export const recordedElsewhere = ['uploadUrl', 'remoteIdTag', 'unsupportedActions'] as const

export interface RecordedElsewhere {
  field: (typeof recordedElsewhere)[number]
  /** Scheme and target, the token, or the names of actions. */
  values: string[]
  source: 'default' | 'learned' | 'set'
  /** The station with the same vendor, model and firmware that taught it; null: the station itself. */
  from: string | null
}

export interface CompatibilityRow {
  field: CompatibilityField
  value: CompatibilityValue
  source: 'default' | 'learned' | 'set'
  /** When it was first seen or set. */
  since: EpochMs | null
  /** The station with the same vendor, model and firmware that taught it; null: the station itself. */
  from: string | null
  /** What the station's behaviour suggests; it counts once a person has set it. */
  proposed: CompatibilityValue | null
}
