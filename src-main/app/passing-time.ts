import { suspected } from '../domain/desk/suspicion'
import type { CentralSystem } from './central-system'
import { type Clock, StorageFullError } from './ports'
import type { WorkingSet } from './working-set'

/** What becomes so by time alone, e.g. that a session is believed to be over (quirks S08, T07). */
export function passTime(parts: { clock: Clock; set: WorkingSet; central: CentralSystem }): void {
  const { clock, set, central } = parts
  const now = clock.now()
  const sessions = [...set.entries()].flatMap(({ station }) => suspected(set.openSessions(station.station), station, now))
  if (sessions.length === 0) return
  const findings = sessions.map(({ station, session, review }) => ({
    station,
    code: review.suspicion?.cause === 'available' ? 'S08' : 'T07',
    detail: `session ${session} has no stop (${review.suspicion?.cause})`,
    at: now,
    count: 1,
  }))
  try {
    central.amend({ sessions, findings })
  } catch (error) {
    // It is as true with the next tick, and the notice of the full disk stands already.
    if (!(error instanceof StorageFullError)) throw error
  }
}
