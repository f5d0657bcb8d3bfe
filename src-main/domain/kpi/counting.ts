import { isOpen, type Session } from '../session'

/** Which sessions count (KPI definitions 0.1). */

export const NOISE = { durationMs: 60_000, energyWh: 100 }

/** Ended, and too short or with too little energy: listed, billed, an attempt, but in no average. */
export function isNoise(session: Pick<Session, 'state' | 'startedAt' | 'endedAt'> & { meter: { energyWh: number } }): boolean {
  if (session.state !== 'completed' || session.endedAt === null) return false
  return session.endedAt - session.startedAt < NOISE.durationMs || session.meter.energyWh < NOISE.energyWh
}

/** Excluded from all figures until a person has looked at it. */
export const isLeftOut = (session: Session): boolean => session.issues.includes('implausible')

/** Until when it occupies its socket: a suspect one until its last meter value. */
export function occupiedUntil(session: Session, now: number): number {
  if (!isOpen(session)) return session.endedAt ?? session.startedAt
  if (session.state === 'suspect') return Math.max(session.startedAt, session.meter.lastAt ?? session.startedAt)
  return Math.max(session.startedAt, now)
}
