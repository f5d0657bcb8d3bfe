import type { DeskIssue } from '#contract/desk'
import { plausibleStepWh } from '../meter'
import { isOpen, type Session } from '../session'

/** What is wrong with a session that no person has dealt with yet, the gravest first. */
export function issuesOf(session: Session, ratedPowerW: number): DeskIssue[] {
  if (session.review.mergedInto !== null) return []
  return found(session, ratedPowerW).filter((issue) => !session.review.settled.includes(issue))
}

function found(session: Session, ratedPowerW: number): DeskIssue[] {
  const { marks, review } = session
  if (isOpen(session)) {
    if (session.state !== 'suspect') return []
    return [review.suspicion === null || review.suspicion.cause === 'available' ? 'suspect' : 'orphaned']
  }
  const issues: [DeskIssue, boolean][] = [
    ['suspect', marks.includes('suspect')],
    ['implausible', isImplausible(session, ratedPowerW)],
    ['conflict', marks.includes('conflict')],
    ['stop-only', marks.includes('stop-only')],
    ['incomplete', marks.includes('incomplete')],
    ['late', marks.includes('late')],
  ]
  return issues.flatMap(([issue, isSo]) => (isSo ? [issue] : []))
}

/** More than the connector can have delivered, or less than nothing (KPI definitions 0.1). */
export function isImplausible(session: Session, ratedPowerW: number): boolean {
  if (session.endedAt === null) return false
  if (session.endedAt < session.startedAt || session.meter.energyWh < 0) return true
  // Without its start the duration is not known.
  if (session.marks.includes('stop-only')) return false
  return session.meter.energyWh > plausibleWh(session, ratedPowerW)
}

export const plausibleWh = (session: Pick<Session, 'startedAt' | 'endedAt'>, ratedPowerW: number): number =>
  plausibleStepWh((session.endedAt ?? session.startedAt) - session.startedAt, ratedPowerW)
