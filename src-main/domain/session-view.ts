import type { Power } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'
import { type LimitInEffect, suspensionSide } from './charging/suspension.ts'
import { type Activity, inactivityClassOf } from './course/activity'
import type { Session } from './session'

/** How the time of a session was used, as far as lists show it. */
export type SessionUse = Pick<Activity, 'inactivityMs' | 'chargedUntil'>

/** Grace on top of two sample intervals before a value counts as stale (quirk M19). */
const STALE_GRACE_MS = 30_000
/** Assumed while a session has not shown its own interval: the longest that is in use. */
const ASSUMED_INTERVAL_MS = 15 * 60_000

/** A session as the windows show it. `now` decides whether its last power still holds. */
export function viewOfSession(
  session: Session,
  of: { stationName: string; linkDownSince: number | null; use: SessionUse | null; price: SessionRow['price']; tariffName: string | null; limit?: LimitInEffect | null; minCurrentA?: number },
  now: number,
): SessionRow {
  const linkDownSince = session.state === 'completed' ? null : of.linkDownSince
  return {
    session: session.session,
    station: session.station,
    stationName: of.stationName,
    companyName: session.surroundings.company?.name ?? null,
    siteName: session.surroundings.site?.name ?? null,
    areaName: session.surroundings.area?.name ?? null,
    place: session.place,
    transactionId: session.transactionId,
    idToken: session.idToken,
    person: session.person?.name ?? null,
    personId: session.person?.id ?? null,
    state: session.state,
    chargingState: session.chargingState,
    isFlowing: linkDownSince === null && isFlowing(session, now),
    stalledSince: stalledSince(session),
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    reason: session.reason,
    rawReason: session.rawReason,
    endedByLimit: session.endedByLimit,
    needs: session.needs,
    suspendedBy: session.state === 'completed' ? null : suspensionSide(session.chargingState, of.limit ?? null, of.minCurrentA ?? 0),
    limitAmps: session.state === 'completed' ? null : (of.limit?.amps ?? null),
    energyWh: session.meter.energyWh,
    registerStartWh: session.meterStartWh,
    registerEndWh: session.meterStopWh,
    power: linkDownSince === null ? powerNow(session, now) : null,
    linkDownSince,
    socPercent: hasSoc(session) ? (session.meter.soc?.now ?? null) : null,
    socStartPercent: hasSoc(session) ? (session.meter.soc?.start ?? null) : null,
    activePhases: session.meter.phases ?? [],
    inactivityMs: of.use?.inactivityMs ?? null,
    inactivityClass: of.use?.inactivityMs == null ? null : inactivityClassOf(of.use.inactivityMs),
    chargedUntil: of.use?.chargedUntil ?? null,
    price: of.price,
    tariffName: of.tariffName,
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
  const isPaused = session.chargingState !== null && session.chargingState !== 'charging'
  if (isPaused && !isFlowing(session, now)) return { watts: 0, derived: true }
  if (!power) return null
  if (now - power.at > 2 * (intervalMs ?? ASSUMED_INTERVAL_MS) + STALE_GRACE_MS) return { watts: 0, derived: true }
  return { watts: power.watts, derived: power.derived }
}

/** A charge of 0 that never moves is no charge: AC chargers do not know it (quirk M20). */
const hasSoc = ({ meter: { soc } }: Session): boolean => soc !== null && (soc.now > 0 || soc.start > 0)

/** Energy that flowed since the station said suspended, by the register: some say so while they charge (quirk S05). */
export function isFlowing({ state, chargingState, chargingStateAt, meter }: Session, now: number): boolean {
  if (state !== 'running' || chargingStateAt === null || !chargingState?.startsWith('suspended')) return false
  const { flow, intervalMs } = meter
  const isFresh = flow !== undefined && now - flow.at <= 2 * (intervalMs ?? ASSUMED_INTERVAL_MS) + STALE_GRACE_MS
  return isFresh && flow.from >= chargingStateAt
}

/** Ten minutes of readings without energy or a rising charge are worth a look (quirk S06). */
const STALLED_MS = 10 * 60_000

/** Only where readings come: silence says nothing of the energy. */
export function stalledSince({ state, chargingState, chargingStateAt, startedAt, meter }: Session): number | null {
  if (state !== 'running' || chargingState !== 'charging' || meter.last === null) return null
  const since = Math.max(startedAt, chargingStateAt ?? startedAt, meter.flow?.at ?? 0)
  return meter.last.at - since >= STALLED_MS ? since : null
}
