import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type AuditRow, type BulkResult, type DeskEvidence, type DeskRow, repairSchema, type RepairPreview } from '../desk'
import type { CurveEvent, KeyedEvent, Page, Sample, SessionRow } from '../read-models'
import { identitySchema } from '../vocabulary'
import { base, sessionInput, cursorSchema, limitSchema } from './inputs'

export const historyFilterSchema = z.object({
  station: identitySchema.nullable(),
  /** Part of the station's identity or name, or of the id token. */
  text: z.string().max(100).nullable(),
})
export type HistoryFilter = z.infer<typeof historyFilterSchema>
const auditNoteSchema = z.string().trim().max(1000)

export const sessions = {
  /** Running and suspect sessions. */
  watchLive: base.output(eventIterator(type<KeyedEvent<SessionRow>>())),
  get: base.input(sessionInput).output(type<SessionRow>()),
  watchCurve: base.input(sessionInput).output(eventIterator(type<CurveEvent>())),
  samples: base.input(sessionInput).output(type<Sample[]>()),
  /** Ended sessions, the last started first. */
  history: base
    .input(z.object({ filter: historyFilterSchema, cursor: cursorSchema, limit: limitSchema }))
    .output(type<Page<SessionRow>>()),
}

export const desk = {
  /** Sessions that wait for a person: suspect, orphaned, implausible, conflicting, stop-only, incomplete, late. */
  watch: base.output(eventIterator(type<KeyedEvent<DeskRow>>())),
  evidence: base.input(sessionInput).output(type<DeskEvidence>()),
  /** What a repair would change; nothing is changed. */
  preview: base.input(sessionInput.extend({ repair: repairSchema })).output(type<RepairPreview>()),
  /** `expected`: what the person saw. If it is no longer so, nothing is changed. */
  apply: base
    .input(
      sessionInput.extend({
        repair: repairSchema,
        expected: z.object({ endedAt: z.int().nullable(), energyWh: z.number() }),
        note: auditNoteSchema,
      }),
    )
    .output(type<void>()),
  /** Applies to each its own proposal. */
  applyProposals: base
    .input(z.object({ sessions: z.array(z.int().positive()).min(1).max(500), note: auditNoteSchema }))
    .output(type<BulkResult[]>()),
  /** Gives a session back the values that it had before its repair. */
  undo: base.input(sessionInput.extend({ note: auditNoteSchema })).output(type<void>()),
  /** What was changed by hand, the newest first. */
  audit: base.input(z.object({ cursor: cursorSchema, limit: limitSchema })).output(type<Page<AuditRow>>()),
}
