import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type AuditRow, type BulkResult, type DeskEvidence, type DeskRow, repairSchema, type RepairPreview } from '../desk'
import type { CourseFigures, SessionCourse } from '../course'
import type { KeyedEvent, Page } from '../read-models'
import type { CurveEvent, Sample, SessionRow } from '../sessions'
import { type SessionExportPart, sessionExportSchema } from '../session-export'
import { historyFilterSchema, historyOrderSchema, type HistorySummary, latestFirst } from '../session-history'
import { operates, reads, sessionInput, cursorSchema, limitSchema } from './inputs'

const auditNoteSchema = z.string().trim().max(1000)

export const sessions = {
  /** Running and suspect sessions. */
  watchLive: reads('GET /sessions/live').output(eventIterator(type<KeyedEvent<SessionRow>>())),
  get: reads('GET /sessions/{session}').input(sessionInput).output(type<SessionRow>()),
  watchCurve: reads('GET /sessions/{session}/curve').input(sessionInput).output(eventIterator(type<CurveEvent>())),
  samples: reads('GET /sessions/{session}/samples').input(sessionInput).output(type<Sample[]>()),
  /** How it went over time, and what can be said of how it goes on. */
  course: reads('GET /sessions/{session}/course').input(sessionInput).output(type<SessionCourse>()),
  /** Its figures as they were at some hundred instants, rising in time. */
  playback: reads('GET /sessions/{session}/playback').input(sessionInput).output(type<CourseFigures[]>()),
  /** Whose it was, where its token says otherwise; audited. Null, nobody's: of an ended session only. */
  setPerson: operates('POST /sessions/{session}/person')
    .input(sessionInput.extend({ person: z.int().positive().nullable(), note: auditNoteSchema }))
    .output(type<void>()),
  /** Ended sessions, the last started first where no other order is asked for. A cursor holds for its own order. */
  history: reads('GET /sessions')
    .input(z.object({
      filter: historyFilterSchema.prefault({}),
      order: historyOrderSchema.default(latestFirst),
      cursor: cursorSchema,
      limit: limitSchema,
    }))
    .output(type<Page<SessionRow>>()),
  /** All ended sessions that the filter finds as a file, the first first, in pieces; ends when it is complete. */
  export: reads('GET /sessions/export')
    .input(z.object({ filter: historyFilterSchema.prefault({}), file: sessionExportSchema.prefault({}) }))
    .output(eventIterator(type<SessionExportPart>())),
  /** Of all ended sessions that the filter finds. */
  summary: reads('GET /sessions/summary').input(z.object({ filter: historyFilterSchema.prefault({}) })).output(type<HistorySummary>()),
}

export const desk = {
  /** Sessions that wait for a person: suspect, orphaned, implausible, conflicting, stop-only, incomplete, late. */
  watch: reads('GET /desk').output(eventIterator(type<KeyedEvent<DeskRow>>())),
  evidence: reads('GET /desk/{session}').input(sessionInput).output(type<DeskEvidence>()),
  /** What a repair would change; nothing is changed. */
  preview: reads('POST /desk/{session}/preview')
    .input(sessionInput.extend({ repair: repairSchema }))
    .output(type<RepairPreview>()),
  /** `expected`: what the person saw. If it is no longer so, nothing is changed. */
  apply: operates('POST /desk/{session}/repair')
    .input(
      sessionInput.extend({
        repair: repairSchema,
        expected: z.object({ endedAt: z.int().nullable(), energyWh: z.number() }),
        note: auditNoteSchema,
      }),
    )
    .output(type<void>()),
  /** Applies to each its own proposal. */
  applyProposals: operates('POST /desk/proposals')
    .input(z.object({ sessions: z.array(z.int().positive()).min(1).max(500), note: auditNoteSchema }))
    .output(type<BulkResult[]>()),
  /** Gives a session back the values that it had before its repair. */
  undo: operates('POST /desk/{session}/undo')
    .input(sessionInput.extend({ note: auditNoteSchema }))
    .output(type<void>()),
  /** What was changed by hand, the newest first. */
  audit: reads('GET /audit')
    .input(z.object({ cursor: cursorSchema, limit: limitSchema }))
    .output(type<Page<AuditRow>>()),
}
