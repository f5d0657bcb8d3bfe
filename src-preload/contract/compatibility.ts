import { z } from 'zod'
import type { EpochMs } from './read-models'

/** What is particular about a station, learned from what it does or set by a person; never taken from its make. */
export const compatibilityChoiceSchema = z.discriminatedUnion('field', [
  /** Times this its energy readings are Wh (quirk M02). */
  z.object({ field: z.literal('energyUnitFactor'), value: z.union([z.literal(0.001), z.literal(1), z.literal(1000)]).nullable() }),
  /** Whether the registers in its readings count over its life or over the session (quirk M03). */
  z.object({ field: z.literal('registerKind'), value: z.enum(['lifetime', 'session']).nullable() }),
  /** Whether a current that it calls exported is one that is imported (quirk M15). */
  z.object({ field: z.literal('currentDirection'), value: z.enum(['as-sent', 'export-is-import']).nullable() }),
  /** What a connector of it can deliver at most; energy beyond it is implausible (KPI definitions 0.1). */
  z.object({ field: z.literal('ratedPowerW'), value: z.number().min(500).max(5_000_000).nullable() }),
  /** How long it waits for a plug after a remote start (quirk T18). */
  z.object({ field: z.literal('connectionTimeoutS'), value: z.int().min(5).max(3600).nullable() }),
  /** Whether it may be asked for a boot message, which makes some restart (quirk B02). */
  z.object({ field: z.literal('mayTriggerBoot'), value: z.boolean().nullable() }),
])
/** Null: what was learned or set is forgotten. */
export type CompatibilityChoice = z.infer<typeof compatibilityChoiceSchema>
export type CompatibilityField = CompatibilityChoice['field']

export type CompatibilityValues = {
  [Field in CompatibilityField]: NonNullable<Extract<CompatibilityChoice, { field: Field }>['value']>
}

export const compatibilityDefaults: CompatibilityValues = {
  energyUnitFactor: 1,
  registerKind: 'lifetime',
  currentDirection: 'as-sent',
  ratedPowerW: 400_000,
  connectionTimeoutS: 120,
  mayTriggerBoot: true,
}

export interface CompatibilityRow {
  field: CompatibilityField
  value: CompatibilityValues[CompatibilityField]
  source: 'default' | 'learned' | 'set'
  /** When it was first seen or set. */
  since: EpochMs | null
  /** What the station's behaviour suggests; it counts once a person has set it. */
  proposed: CompatibilityValues[CompatibilityField] | null
}
