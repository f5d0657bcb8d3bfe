import { type } from '@orpc/contract'
import { z } from 'zod'
import { type FindingExample, type LetterPreview, letterOrderSchema } from '../letter'
import { type OwnAccordView, ownAccordNames } from '../own-accord'
import { identitySchema } from '../vocabulary'
import { operates, reads, stationInput } from './inputs'

export const ownAccord = {
  /** What is sent to a station without being asked, whether it may be, and when it was last. */
  get: reads('GET /stations/{station}/own-accord').input(stationInput).output(type<OwnAccordView>()),
  /** Switches it off or on for one station; `all` is hands off. For all stations: `settings.set`. */
  switch: operates('PUT /stations/{station}/own-accord')
    .input(z.object({ station: identitySchema, kind: z.enum([...ownAccordNames, 'all']), isOn: z.boolean() }))
    .output(type<OwnAccordView>()),
}

export const findings = {
  /** The frame that shows a finding, kept longer than the trace; null: it came with no frame. */
  example: reads('GET /stations/{station}/findings/{code}')
    .input(z.object({ station: identitySchema, code: z.string().min(1).max(60) }))
    .output(type<FindingExample | null>()),
  /** Begins to count anew, e.g. with another firmware. What was learned of the station stays. */
  clear: operates('DELETE /stations/{station}/findings').input(stationInput).output(type<void>()),
}

/** Letters to vendors. */
export const letters = {
  preview: reads('POST /letters').input(letterOrderSchema).output(type<LetterPreview>()),
  /** Base64. */
  pdf: reads('POST /letters/pdf').input(letterOrderSchema).output(type<{ fileName: string; pdf: string }>()),
}
