import type { SuspicionCause } from '#contract/desk'
import { withReview } from '../review'
import type { Session } from '../session'
import { connectorAt, type Station } from '../station'

/** A connector that is free this long has no transaction any more (quirk S08); a station may say so a moment early (S13). */
export const AVAILABLE_MS = 60_000
/** A station that has booted speaks of what it still charges within this time, or within two of its intervals. */
const REBOOTED_MS = 15 * 60_000
/** Some stations send no readings at all; a car may stand there for a night. */
const SILENT_MS = 24 * 3_600_000
const INTERVAL_GRACE_MS = 30_000

/** Open sessions that nothing speaks for any more become suspect (quirks S08, T07). They are not ended: a person does that. */
export function suspected(sessions: readonly Session[], station: Station, now: number): Session[] {
  return sessions.flatMap((session) => {
    if (session.state !== 'running') return []
    const suspicion = suspicionOf(session, station, now)
    return suspicion ? [withReview({ ...session, state: 'suspect' }, { suspicion })] : []
  })
}

function suspicionOf(session: Session, station: Station, now: number): { cause: SuspicionCause; since: number } | null {
  const { heard } = session
  const intervalMs = 2 * (session.meter.intervalMs ?? 0) + INTERVAL_GRACE_MS
  const connector = session.place ? connectorAt(station, session.place) : null
  if (connector?.status === 'available' && connector.since !== null && connector.since >= heard.first) {
    // Where energy was seen after the status, the next reading decides.
    const limitMs = heard.sign > connector.since ? Math.max(AVAILABLE_MS, intervalMs) : AVAILABLE_MS
    if (now - Math.max(connector.since, heard.sign) >= limitMs) return { cause: 'available', since: connector.since }
  }
  const { bootAt } = station
  if (bootAt !== null && bootAt > heard.last && now - bootAt >= Math.max(REBOOTED_MS, intervalMs)) {
    return { cause: 'rebooted', since: bootAt }
  }
  return now - heard.last >= SILENT_MS ? { cause: 'silent', since: heard.last } : null
}
