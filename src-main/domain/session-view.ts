import type { Power, SessionRow } from '#contract/read-models'
import type { Session } from './session'

/** Grace on top of two sample intervals before a value counts as stale (quirk M19). */
const STALE_GRACE_MS = 30_000
/** Assumed while a session has not shown its own interval: the longest that is in use. */
const ASSUMED_INTERVAL_MS = 15 * 60_000

/** A session as the windows show it. `now` decides whether its last power still holds. */
export function viewOfSession(
  session: Session,
  of: { stationName: string; siteName: string | null; linkDownSince: number | null },
  now: number,
): SessionRow {
  const linkDownSince = session.state === 'completed' ? null : of.linkDownSince
  return {
    session: session.session,
    station: session.station,
    stationName: of.stationName,
    siteName: of.siteName,
    place: session.place,
    transactionId: session.transactionId,
    idToken: session.idToken,
    person: session.person,
    state: session.state,
    chargingState: session.chargingState,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    reason: session.reason,
    rawReason: session.rawReason,
    energyWh: session.meter.energyWh,
    power: linkDownSince === null ? powerNow(session, now) : null,
    linkDownSince,
    socPercent: session.meter.soc?.now ?? null,
    socStartPercent: session.meter.soc?.start ?? null,
    marks: session.marks,
  }
}

/**
 * Power now: the last reading while it is fresh and energy can flow, else 0 that says it was derived (KPI definitions
 * 1.1, quirk M19). Null: the station never told enough to know.
 */
export function powerNow(session: Session, now: number): Power | null {
  if (session.state === 'completed') return null
  if (session.review.suspicion?.cause === 'available') return { watts: 0, derived: true }
  const { power, intervalMs } = session.meter
  if (session.chargingState !== null && session.chargingState !== 'charging') return { watts: 0, derived: true }
  if (!power) return null
  if (now - power.at > 2 * (intervalMs ?? ASSUMED_INTERVAL_MS) + STALE_GRACE_MS) return { watts: 0, derived: true }
  return { watts: power.watts, derived: power.derived }
}
