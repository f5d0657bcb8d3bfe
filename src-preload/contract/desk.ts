import { z } from 'zod'
import type { EpochMs, Power } from './read-models'
import type { Sample, SessionRow } from './sessions'
import type { StatusHistoryRow } from './stations'
import { endReasons, type EndReason, type SessionState } from './vocabulary'

/** The words of the data-quality desk: what may be wrong with a session, and what a person can make of it. */

export const deskIssues = ['suspect', 'orphaned', 'implausible', 'conflict', 'stop-only', 'incomplete', 'late'] as const
/** Why a session waits for a person. The first of the list that fits is what it is shown as. */
export type DeskIssue = (typeof deskIssues)[number]

export const suspicionCauses = ['available', 'rebooted', 'silent'] as const
/** Why an open session is believed to be over: its connector is free (S08), or nobody speaks of it any more (T07). */
export type SuspicionCause = (typeof suspicionCauses)[number]

const registerWhSchema = z.number().min(0).max(1e12)

/** What a person can make of a session. */
export const repairSchema = z.discriminatedUnion('kind', [
  /** It has ended, then and with this register. Null: the last reading counts. */
  z.object({ kind: z.literal('close'), endedAt: z.int().positive(), meterStopWh: registerWhSchema.nullable(), reason: z.enum(endReasons) }),
  /** Its energy is what the last register is above the first. */
  z.object({ kind: z.literal('register-difference') }),
  z.object({ kind: z.literal('bill-zero') }),
  /** This session, which only has a stop, is the end of that one. */
  z.object({ kind: z.literal('merge'), into: z.int().positive() }),
  /** The second of two stops that differ was right. */
  z.object({ kind: z.literal('second-stop') }),
  /** It was looked at and is right as it is. */
  z.object({ kind: z.literal('keep') }),
])
export type Repair = z.infer<typeof repairSchema>

/** What a repair may change, before or after it. */
export interface RepairedValues {
  state: SessionState
  startedAt: EpochMs
  endedAt: EpochMs | null
  meterStartWh: number | null
  meterStopWh: number | null
  energyWh: number
  reason: EndReason | null
}

export interface DeskRow {
  session: SessionRow
  issues: DeskIssue[]
  suspicion: { cause: SuspicionCause; since: EpochMs } | null
  values: RepairedValues
  /** What would put it right; the person decides. */
  proposal: Repair
  /** Others that would make sense. */
  alternatives: Repair[]
}

export interface RepairPreview {
  before: RepairedValues
  after: RepairedValues
}

/** What is known about a session that may have something wrong. */
export interface DeskEvidence {
  /** The latest readings, the newest first. */
  readings: Sample[]
  power: Power | null
  /** Statuses of its connector since it began, the newest first. */
  statuses: StatusHistoryRow[]
  link: { isUp: boolean; since: EpochMs | null; lastSeenAt: EpochMs | null; lastBootAt: EpochMs | null }
  /** Receive times of the first and the latest message about it. */
  heard: { first: EpochMs; last: EpochMs }
  /** The second of two stops that differ. */
  secondStop: { at: EpochMs; meterStopWh: number | null; reason: EndReason | null } | null
  /** Largest energy that it can have, by rated power and duration. Null: it has not ended. */
  plausibleWh: number | null
  audit: AuditRow[]
}

export const auditActions = ['repaired', 'undone', 'replaced', 'adopted', 'meter-changed', 'meter-kept', 'meter-reset', 'overridden', 'person-changed'] as const
export type AuditAction = (typeof auditActions)[number]

/** Something that was changed by hand or against what a station said, with what it was before. */
export interface AuditRow {
  id: number
  at: EpochMs
  action: AuditAction
  station: string
  session: number | null
  /** Which host a person used, or by the name of its token, a script; null: the rule itself, on a message of the station. */
  host: 'desktop' | 'headless' | `token:${string}` | null
  repair: Repair | null
  before: Record<string, unknown>
  after: Record<string, unknown>
  note: string
  /** A repair that is in force and can be undone. */
  canUndo: boolean
}

export interface BulkResult {
  session: number
  outcome: 'applied' | 'changed' | 'gone'
}
