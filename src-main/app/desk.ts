import { compatibilityFields } from '#contract/compatibility-fields'
import type { PersonSource } from '#contract/vocabulary'
import type { AuditRow, BulkResult, DeskEvidence, Repair, RepairPreview } from '#contract/desk'
import type { Page } from '#contract/read-models'
import { factOf } from '../domain/compatibility'
import { plausibleWh } from '../domain/desk/issues'
import { proposalsFor } from '../domain/desk/proposal'
import { repaired, valuesOf, withoutRepair } from '../domain/desk/repair'
import { isOpen, samePlace, type Session } from '../domain/session'
import { withoutSession } from '../domain/decide/transaction-live'
import { powerNow } from '../domain/session-view'
import type { Station } from '../domain/station'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import { auditHost } from './audit-host'
import { FaultError } from './fault-error'
import type { Clock, NewAuditRow, Store, StoredAuditRow } from './ports'
import type { WorkingSet } from './working-set'

const READINGS_SHOWN = 40
const STATUSES_READ = 200

interface Choice {
  session: number
  repair: Repair
  note: string
}

/** What a person does on the data-quality desk. @throws FaultError */
export interface Desk {
  evidence(session: number): Promise<DeskEvidence>
  preview(session: number, repair: Repair): RepairPreview
  apply(choice: Choice & { expected: { endedAt: number | null; energyWh: number } }, by: PersonSource): void
  applyProposals(sessions: readonly number[], note: string, by: PersonSource): BulkResult[]
  undo(session: number, note: string, by: PersonSource): void
  audit(cursor: string | null, limit: number): Page<AuditRow>
}

export function createDesk(parts: {
  clock: Clock
  store: Store
  set: WorkingSet
  connections: Connections
  central: CentralSystem
  sessionOf: (id: number) => Session | null
}): Desk {
  const { clock, store, set, connections, central } = parts

  function known(id: number): Session {
    const session = parts.sessionOf(id)
    if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    return session
  }

  function ratedPowerOf({ station }: Session): number {
    const entry = set.find(station)
    return entry ? factOf(entry.station, 'ratedPowerW') : compatibilityFields.ratedPowerW.default
  }

  function outcomeOf(session: Session, repair: Repair): Session[] {
    const partner = repair.kind === 'merge' ? parts.sessionOf(repair.into) : null
    const isStranger = partner !== null && partner.station !== session.station
    const context = { at: clock.now(), ratedPowerW: ratedPowerOf(session), partner: isStranger ? null : partner }
    const changed = repaired(session, repair, context)
    if (!changed) throw new FaultError('REPAIR_NOT_POSSIBLE', { session: session.session })
    return changed
  }

  function audited(action: NewAuditRow['action'], before: Session, after: Session, also: { repair: Repair | null; note: string; by: PersonSource }): NewAuditRow {
    return {
      at: clock.now(),
      action,
      station: before.station,
      session: before.session,
      host: auditHost(also.by),
      before: { ...valuesOf(before) },
      after: { ...valuesOf(after) },
      repair: also.repair,
      note: also.note,
    }
  }

  function applied(session: Session, repair: Repair, { note, by }: { note: string; by: PersonSource }): void {
    const changed = outcomeOf(session, repair)
    const audit = changed.map((after) => audited('repaired', known(after.session), after, { repair, note, by }))
    central.amend({ stations: freed(changed), sessions: changed, audit })
  }

  /** The connector does not go on showing a session that a person has ended. */
  function freed(changed: readonly Session[]): Station[] {
    return changed.flatMap((session) => {
      const entry = set.find(session.station)
      const wasOpen = isOpen(known(session.session))
      if (!entry || isOpen(session) || !wasOpen) return []
      return [withoutSession(entry.station, session, { open: set.openSessions(session.station), at: clock.now() })]
    })
  }

  function proposalOf(session: Session): Repair | null {
    const entry = set.find(session.station)
    if (!entry) return null
    const open = set.openSessions(session.station)
    return proposalsFor(session, { station: entry.station, open, ratedPowerW: ratedPowerOf(session) }).proposal
  }

  const undoable = (row: StoredAuditRow, latest: number | undefined): AuditRow => ({ ...row, canUndo: row.id === latest })

  /** The entry of the repair that is in force, if any. */
  function latestRepair(id: number, rows: readonly StoredAuditRow[]): number | undefined {
    return parts.sessionOf(id)?.review.repair ? rows.find(({ action }) => action === 'repaired')?.id : undefined
  }

  function auditOf(id: number): AuditRow[] {
    const rows = store.audit.ofSession(id)
    const latest = latestRepair(id, rows)
    return rows.map((row) => undoable(row, latest))
  }

  return {
    async evidence(id) {
      const session = known(id)
      const { station, heard, place } = session
      const entry = set.find(station)
      const link = connections.link(station)
      const samples = await store.reader.samples(id)
      const statuses = await store.reader.statusHistory(station, STATUSES_READ)
      return {
        readings: samples.slice(-READINGS_SHOWN).reverse(),
        power: powerNow(session, clock.now()),
        statuses: statuses.filter((status) => samePlace(place, status) && status.at >= session.startedAt),
        link: {
          isUp: link.connection !== null,
          since: link.since,
          lastSeenAt: entry?.lastSeenAt ?? null,
          lastBootAt: entry?.station.bootAt ?? null,
        },
        heard: { first: heard.first, last: heard.last },
        secondStop: session.review.secondStop,
        plausibleWh: session.endedAt === null ? null : plausibleWh(session, ratedPowerOf(session)),
        audit: auditOf(id),
      }
    },
    preview(id, repair) {
      const session = known(id)
      const after = outcomeOf(session, repair)
      // A merge shows what becomes of the whole, not of the part.
      const shown = repair.kind === 'merge' ? (after.at(-1) ?? session) : (after[0] ?? session)
      return { before: valuesOf(repair.kind === 'merge' ? known(shown.session) : session), after: valuesOf(shown) }
    },
    apply({ session: id, repair, expected, note }, by) {
      const session = known(id)
      const isAsSeen = session.endedAt === expected.endedAt && (isOpen(session) || session.meter.energyWh === expected.energyWh)
      if (!isAsSeen) throw new FaultError('SESSION_CHANGED', { session: id })
      applied(session, repair, { note, by })
    },
    applyProposals: (sessions, note, by) =>
      sessions.map((id) => {
        const session = parts.sessionOf(id)
        if (!session) return { session: id, outcome: 'gone' }
        const proposal = session.issues.length > 0 ? proposalOf(session) : null
        if (!proposal) return { session: id, outcome: 'changed' }
        try {
          applied(session, proposal, { note, by })
          return { session: id, outcome: 'applied' }
        } catch (error) {
          if (error instanceof FaultError) return { session: id, outcome: 'changed' }
          throw error
        }
      }),
    undo(id, note, by) {
      const session = known(id)
      const { repair } = session.review
      if (!repair) throw new FaultError('SESSION_CHANGED', { session: id })
      const both = [session, ...(repair.partner === null ? [] : [known(repair.partner)])].filter(({ review }) => review.repair)
      const restored = both.map(withoutRepair)
      const audit = both.map((before, index) => audited('undone', before, restored[index] ?? before, { repair: null, note, by }))
      central.amend({ sessions: restored, audit })
    },
    audit(cursor, limit) {
      const page = store.audit.page(cursor, limit)
      const latest = new Map<number, number | undefined>()
      const latestOf = (id: number) => {
        if (!latest.has(id)) latest.set(id, latestRepair(id, store.audit.ofSession(id)))
        return latest.get(id)
      }
      return { ...page, rows: page.rows.map((row) => undoable(row, row.session === null ? undefined : latestOf(row.session))) }
    },
  }
}
