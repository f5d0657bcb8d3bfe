import { z } from 'zod'
import type { EpochMs } from './read-models'
import { identitySchema } from './vocabulary'

/** A picture of a site, and where its stations stand on it. */

/** As much as travels in one message, written in base64. Windows make larger pictures smaller. */
export const mostPlanBytes = 700_000

const site = z.int().positive()
/** From the left and from the top, as parts of the width and the height. */
const part = z.number().min(0).max(1)

export const planInputSchema = z.object({
  site,
  /** Of the file that it was made of. */
  name: z.string().trim().min(1).max(200),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  /** PNG, JPEG or WebP in base64; nothing that could carry a program, as SVG could. */
  data: z.string().max(Math.ceil(mostPlanBytes / 3) * 4),
})
export type PlanInput = z.infer<typeof planInputSchema>

export const planSpotSchema = z.object({ station: identitySchema, x: part, y: part })
export type PlanSpot = z.infer<typeof planSpotSchema>

export interface SitePlan extends Omit<PlanInput, 'data'> {
  savedAt: EpochMs
  spots: PlanSpot[]
}

export interface PlanPicture {
  media: 'image/png' | 'image/jpeg' | 'image/webp'
  data: string
}
