import { z } from 'zod'
import type { EpochMs } from './read-models'
import { identitySchema } from './vocabulary'

/** A letter to the vendor: what was found at one charger, or at all of its vendor, model and firmware. */
export const letterOrderSchema = z.object({
  station: identitySchema,
  /** Every charger here with the same vendor, model and firmware. */
  isForAll: z.boolean().default(false),
  language: z.enum(['en', 'de']).default('en'),
  /** Finding codes that are not to be told. */
  leaveOut: z.array(z.string().max(60)).max(200).default([]),
  /** Whom to answer. */
  sender: z.string().trim().max(1000).default(''),
})
export type LetterOrder = z.infer<typeof letterOrderSchema>

export type LetterBlock =
  | { kind: 'title' | 'heading' | 'paragraph' | 'caption' | 'code'; text: string }
  | { kind: 'table'; heads: string[]; rows: string[][]; /** Columns of numbers. */ numeric: number[] }

export interface LetterPreview {
  /** Without its ending. */
  fileName: string
  markdown: string
  /** What it could tell, the most frequent first. */
  findings: { code: string; sentence: string; count: number }[]
  /** Chargers with the same vendor, model and firmware, this one included. */
  sameMake: number
}

export interface FindingExample {
  /** Its number in the trace, as long as that is kept. */
  frame: number
  at: EpochMs
  direction: 'in' | 'out'
  action: string | null
  firmware: string | null
  /** What of it deviates. */
  detail: string
  /** As received; long frames are cut. */
  text: string
}
