import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { Page, TraceEvent, TraceLine } from '../read-models'
import { identitySchema } from '../vocabulary'
import { base, cursorSchema, limitSchema } from './inputs'

export const traceFilterSchema = z.object({
  station: identitySchema.nullable(),
  action: z.string().max(60).nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  /** Case-insensitive part of the frame's text. */
  text: z.string().max(200).nullable(),
})
export type TraceFilter = z.infer<typeof traceFilterSchema>

export const trace = {
  /** The newest 200 matching lines first (oldest of them first), then every line as it comes. */
  watch: base.input(z.object({ filter: traceFilterSchema })).output(eventIterator(type<TraceEvent>())),
  /** Older lines, newest first. */
  page: base
    .input(z.object({ filter: traceFilterSchema, cursor: cursorSchema, limit: limitSchema }))
    .output(type<Page<TraceLine>>()),
  /** One frame, whole. */
  frame: base.input(z.object({ id: z.int().positive() })).output(type<string | null>()),
}
