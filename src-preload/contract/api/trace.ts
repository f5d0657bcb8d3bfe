import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { Bookmark, KeptFrames, TraceEvent, TraceExportPart, TraceLine, TracePage } from '../trace'
import { identitySchema } from '../vocabulary'
import { reads, cursorSchema, instantSchema, limitSchema, noteSchema, operates } from './inputs'

export const traceKinds = ['call', 'answer', 'error', 'finding'] as const

export const traceFilterSchema = z.object({
  /** One station, or several. */
  station: z.union([identitySchema, z.array(identitySchema).min(1).max(50)]).nullable().default(null),
  /** Case-insensitive part of the name; answers are found by the action that they answer. */
  action: z.string().max(60).nullable().default(null),
  direction: z.enum(['in', 'out']).nullable().default(null),
  /** Case-insensitive part of the frame's text. */
  text: z.string().max(200).nullable().default(null),
  /** `error`: refused, failed or unreadable; `finding`: with a deviation. */
  kind: z.enum(traceKinds).nullish(),
  connection: z.string().max(100).nullish(),
  messageId: z.string().max(255).nullish(),
  /** What a session is made of, with the answers. */
  session: z.int().positive().nullish(),
  /** Frames with a finding of this code. */
  finding: z.string().max(40).nullish(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
export type TraceFilter = z.infer<typeof traceFilterSchema>

const filterInput = z.object({ filter: traceFilterSchema.prefault({}) })
const frameInput = z.object({ id: z.int().positive() })
export const exportFormats = ['jsonl', 'csv'] as const

export const trace = {
  /** The newest 200 matching lines first (oldest of them first), then every line as it comes. */
  watch: reads('GET /trace/live').input(filterInput).output(eventIterator(type<TraceEvent>())),
  /**
   * Lines before the cursor (a frame id), newest first; with `newer` those after it, oldest first. A page takes a
   * fraction of a second at the most: it may end before it is full, and says how far it has looked.
   */
  page: reads('GET /trace')
    .input(filterInput.extend({ cursor: cursorSchema, limit: limitSchema, order: z.enum(['older', 'newer']).default('older') }))
    .output(type<TracePage>()),
  /** Every matching frame as text, the oldest first, in pieces; ends when it is complete. */
  export: reads('GET /trace/export')
    .input(filterInput.extend({ format: z.enum(exportFormats).default('jsonl') }))
    .output(eventIterator(type<TraceExportPart>())),
  /** What is kept, and since when. */
  kept: reads('GET /trace/kept').output(type<KeptFrames>()),
  bookmarks: reads('GET /trace/bookmarks').output(type<Bookmark[]>()),
  /** One frame, whole. */
  frame: reads('GET /trace/{id}').input(frameInput).output(type<string | null>()),
  /** One frame as a line; null: it is no longer kept. */
  line: reads('GET /trace/{id}/line').input(frameInput).output(type<TraceLine | null>()),
  /** The call that a frame answers, or the answer to it. */
  partner: reads('GET /trace/{id}/partner').input(frameInput).output(type<TraceLine | null>()),
  /** Keeps a frame, with those around it, beyond the retention. */
  mark: operates('PUT /trace/{id}/bookmark').input(frameInput.extend({ note: noteSchema })).output(type<void>()),
  unmark: operates('DELETE /trace/{id}/bookmark').input(frameInput).output(type<void>()),
}
