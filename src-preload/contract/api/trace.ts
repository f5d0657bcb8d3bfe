import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { Page, TraceEvent, TraceLine } from '../read-models'
import { identitySchema } from '../vocabulary'
import { reads, cursorSchema, limitSchema } from './inputs'

export const traceFilterSchema = z.object({
  station: identitySchema.nullable().default(null),
  action: z.string().max(60).nullable().default(null),
  direction: z.enum(['in', 'out']).nullable().default(null),
  /** Case-insensitive part of the frame's text. */
  text: z.string().max(200).nullable().default(null),
})
export type TraceFilter = z.infer<typeof traceFilterSchema>

export const trace = {
  /** The newest 200 matching lines first (oldest of them first), then every line as it comes. */
  watch: reads('GET /trace/live')
    .input(z.object({ filter: traceFilterSchema.prefault({}) }))
    .output(eventIterator(type<TraceEvent>())),
  /** Older lines, newest first. */
  page: reads('GET /trace')
    .input(z.object({ filter: traceFilterSchema.prefault({}), cursor: cursorSchema, limit: limitSchema }))
    .output(type<Page<TraceLine>>()),
  /** One frame, whole. */
  frame: reads('GET /trace/{id}').input(z.object({ id: z.int().positive() })).output(type<string | null>()),
}
