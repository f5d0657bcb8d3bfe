import { z } from 'zod'

/** Ended sessions as a file. */

export const sessionExportFormats = ['csv', 'xlsx', 'jsonl', 'ocpi'] as const
export type SessionExportFormat = (typeof sessionExportFormats)[number]

export const sessionExportSchema = z.object({
  format: z.enum(sessionExportFormats).default('csv'),
  /** Of CSV. */
  separator: z.enum([',', ';', '\t']).default(','),
  decimal: z.enum(['.', ',']).default('.'),
  /** Of OCPI: whose charge detail records they are. */
  countryCode: z.string().regex(/^[A-Z]{2}$/).default('XX'),
  partyId: z.string().regex(/^[A-Z0-9]{3}$/).default('XXX'),
})
export type SessionExportRequest = z.infer<typeof sessionExportSchema>

/** A piece of a file: text, or bytes as base64. */
export interface SessionExportPart {
  data: string
  encoding: 'text' | 'base64'
  /** Sessions that are written, and how many there will be. */
  done: number
  total: number
}
