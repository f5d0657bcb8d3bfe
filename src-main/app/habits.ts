import type { Habit } from '#contract/course'
import { latestFirst } from '#contract/session-history'
import { habitOf } from '../domain/course/time-to-full'
import type { Session } from '../domain/session'
import type { HistoryReader } from './history-ports'

/** More than count, since some are only tries. */
const ASKED = 20
const MOST_KEPT = 500

/** What the user of a session usually takes, from the sessions before it. */
export function createHabits(history: Pick<HistoryReader, 'page'>) {
  /** By session: what was before it does not change while it runs, but for what is delivered late. */
  const known = new Map<string, Promise<Habit | null>>()

  async function read(person: number, before: number): Promise<Habit | null> {
    const filter = { station: null, text: null, people: [person], to: before }
    const { rows } = await history.page({ filter, order: latestFirst, cursor: null, limit: ASKED })
    return habitOf(rows.map(({ startedAt, endedAt, energyWh }) => ({ durationMs: (endedAt ?? startedAt) - startedAt, energyWh })))
  }

  return {
    of({ session, person, startedAt }: Session): Promise<Habit | null> | null {
      if (person?.id == null) return null
      const key = `${session} ${person.id}`
      const habit = known.get(key) ?? read(person.id, startedAt)
      if (known.size >= MOST_KEPT) known.clear()
      known.set(key, habit)
      // What failed is asked again.
      habit.catch(() => known.delete(key))
      return habit
    },
  }
}
