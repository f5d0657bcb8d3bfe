import { deskIssues, type Repair, type RepairedValues } from '#contract/desk'
import { closeMeter } from '../meter-close'
import type { Repaired } from '../review'
import { isOpen, type Session, withMarks } from '../session'

export interface RepairContext {
  at: number
  ratedPowerW: number
  /** The session that the repair names besides. */
  partner: Session | null
}

/** A session after a repair, and the partner where the repair changes that as well. Null: it makes no sense here. */
export function repaired(session: Session, repair: Repair, context: RepairContext): Session[] | null {
  switch (repair.kind) {
    case 'close':
      if (!isOpen(session)) return null
      return [inForce(session, closed(session, repair, context), repair.kind, context)]
    case 'register-difference': {
      const differenceWh = registerDifferenceWh(session)
      return differenceWh === null || isOpen(session) ? null : [withEnergy(session, differenceWh, repair.kind, context)]
    }
    case 'bill-zero':
      return isOpen(session) ? null : [withEnergy(session, 0, repair.kind, context)]
    case 'merge':
      return mergedWith(session, context)
    case 'second-stop':
      return secondStop(session, context)
    case 'keep':
      return isOpen(session) ? null : [inForce(session, session, repair.kind, context)]
  }
}

function closed(session: Session, end: Extract<Repair, { kind: 'close' }>, { at, ratedPowerW }: RepairContext): Session {
  const { meter } = closeMeter(session.meter, { at: end.endedAt, wh: end.meterStopWh }, ratedPowerW)
  return withMarks(
    {
      ...session,
      state: 'completed',
      chargingState: null,
      endedAt: Math.max(end.endedAt, session.startedAt),
      endReceivedAt: at,
      reason: end.reason,
      rawReason: null,
      meterStopWh: end.meterStopWh,
      meter,
    },
    ['repaired'],
  )
}

function withEnergy(session: Session, energyWh: number, kind: Repair['kind'], context: RepairContext): Session {
  const changed = withMarks({ ...session, meter: { ...session.meter, energyWh } }, ['repaired'])
  return inForce(session, changed, kind, context)
}

/** What only has a stop becomes the end of the session that only has a start. */
function mergedWith(stopOnly: Session, context: RepairContext): Session[] | null {
  const { partner, at, ratedPowerW } = context
  if (!partner || !isOpen(partner) || isOpen(stopOnly) || stopOnly.endedAt === null || partner.session === stopOnly.session) return null
  const end = { kind: 'close', endedAt: stopOnly.endedAt, meterStopWh: stopOnly.meterStopWh, reason: stopOnly.reason ?? 'local' } as const
  const whole = { ...closed(partner, end, { at, ratedPowerW, partner: null }), rawReason: stopOnly.rawReason, idToken: partner.idToken ?? stopOnly.idToken }
  const part = inForce(stopOnly, stopOnly, 'merge', context, partner.session)
  return [
    { ...part, review: { ...part.review, mergedInto: partner.session } },
    inForce(partner, whole, 'merge', context, stopOnly.session),
  ]
}

function secondStop(session: Session, context: RepairContext): Session[] | null {
  const { secondStop: second } = session.review
  if (!second || isOpen(session)) return null
  const energyWh = differenceWh(session.meterStartWh, second.meterStopWh) ?? session.meter.energyWh
  const changed = withMarks(
    {
      ...session,
      endedAt: Math.max(second.at, session.startedAt),
      meterStopWh: second.meterStopWh,
      reason: second.reason ?? 'local',
      meter: { ...session.meter, energyWh },
    },
    ['repaired'],
  )
  return [inForce(session, changed, 'second-stop', context)]
}

/** Keeps what was, and settles all: a person has seen the session. */
function inForce(
  before: Session,
  after: Session,
  kind: Repair['kind'],
  { at }: RepairContext,
  partner: number | null = null,
): Session {
  const settled = [...deskIssues]
  const review = { ...after.review, suspicion: null, settled, repair: { kind, at, before: snapshotOf(before), partner } }
  return { ...after, review }
}

function snapshotOf(session: Session): Repaired {
  const { repair: _repair, ...review } = session.review
  const { state, chargingState, endedAt, endReceivedAt, endText, reason, rawReason, meterStopWh, idToken, meter, marks } = session
  return { state, chargingState, endedAt, endReceivedAt, endText, reason, rawReason, meterStopWh, idToken, meter, marks, review }
}

/** The session as it was before its repair. */
export function withoutRepair(session: Session): Session {
  const { repair } = session.review
  return repair ? { ...session, ...repair.before, review: { ...repair.before.review, repair: null } } : session
}

/** It was open until a person ended it, so a real stop still has its say. */
export function wasClosedByHand(session: Session): boolean {
  return session.review.repair !== null && session.review.repair.before.state !== 'completed'
}

/** News of a session that was ended by hand: what a person decided stays, and what would come back is brought up to date. */
export function behindRepair(repaired: Session, updated: Session): Session {
  const { repair } = repaired.review
  if (!repair) return updated
  const { sequence, startSeen, heard } = updated
  return { ...repaired, sequence, startSeen, heard, review: { ...repaired.review, repair: { ...repair, before: snapshotOf(updated) } } }
}

export function registerDifferenceWh(session: Session): number | null {
  return differenceWh(session.meterStartWh ?? session.meter.first?.wh ?? null, session.meterStopWh ?? session.meter.last?.wh ?? null)
}

const differenceWh = (start: number | null, stop: number | null): number | null =>
  start === null || stop === null || stop < start ? null : Math.round((stop - start) * 1000) / 1000

export function valuesOf(session: Session): RepairedValues {
  const { state, startedAt, endedAt, meterStartWh, meterStopWh, reason, meter } = session
  return { state, startedAt, endedAt, meterStartWh: meterStartWh ?? meter.first?.wh ?? null, meterStopWh, energyWh: meter.energyWh, reason }
}
