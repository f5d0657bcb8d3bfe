import { type Habit, habitOf, type PastSession } from '../../domain/alerts/habit'
import type { Setting } from '../../domain/alerts/observation'
import { samePlace, type Session } from '../../domain/session'
import type { Log, Reader } from '../ports'

/** Of the station's latest sessions; enough for two sockets and more. */
const READ_AT_ONCE = 400
const LEAST_ENERGY_WH = 100
const LEAST_DURATION_MS = 60_000

interface Known {
  past: PastSession[] | null
  /** By the setting that they were computed for. */
  habits: Map<string, Habit>
}

/** What the sessions of a socket before this one were like, read once for each session on another thread. */
export function createHabits(parts: { log: Log; reader: Pick<Reader, 'history'>; isKnown: (session: number) => boolean }) {
  const known = new Map<number, Known>()
  let isStopped = false

  async function read(session: Session, entry: Known): Promise<void> {
    const { rows } = await parts.reader.history({ station: session.station }, null, READ_AT_ONCE)
    entry.past = rows
      .filter((row) => row.startedAt < session.startedAt && row.endedAt !== null && samePlace(row.place, session.place))
      .map(({ startedAt, endedAt, energyWh, price }) => ({ durationMs: (endedAt ?? startedAt) - startedAt, energyWh, price: price?.amount ?? null }))
      // Noise is no habit (KPI definitions 0.1).
      .filter(({ durationMs, energyWh }) => durationMs >= LEAST_DURATION_MS && energyWh >= LEAST_ENERGY_WH)
  }

  return {
    /** Null: it is being read; a later look has it. */
    of(session: Session, { threshold, lookBack }: Setting): Habit | null {
      const entry = known.get(session.session) ?? { past: null, habits: new Map<string, Habit>() }
      if (!known.has(session.session)) {
        known.set(session.session, entry)
        read(session, entry).catch((error: unknown) => {
          if (isStopped) return
          known.delete(session.session)
          parts.log.warn('earlier sessions could not be read', { station: session.station, error: String(error) })
        })
      }
      if (entry.past === null) return null
      const key = `${threshold} ${lookBack}`
      const habit = entry.habits.get(key) ?? habitOf(entry.past.slice(0, lookBack ?? 50), threshold)
      entry.habits.set(key, habit)
      return habit
    },
    forgetEnded() {
      for (const session of known.keys()) if (!parts.isKnown(session)) known.delete(session)
    },
    stop() {
      isStopped = true
    },
  }
}
