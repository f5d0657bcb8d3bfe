import type { DeskRow } from '#contract/desk'
import type { SessionRow } from '#contract/sessions'
import { factOf } from '../../domain/compatibility'
import { proposalsFor } from '../../domain/desk/proposal'
import { valuesOf } from '../../domain/desk/repair'
import type { Session } from '../../domain/session'
import { createKeyedFeed, type KeyedFeed } from '../feeds/keyed-feed'
import type { Clock } from '../ports'
import type { WorkingSet } from '../working-set'

/** A window shows this many; the newest are what can still be put right. */
const MOST_ROWS = 2_000

/** The sessions that wait for a person, as the desk shows them. */
export function createDeskView(parts: { clock: Clock; set: WorkingSet; sessionRow: (session: Session) => SessionRow }): {
  feed: KeyedFeed<number, DeskRow>
  count(): number
} {
  const { clock, set, sessionRow } = parts
  const isShown = (session: Session) => set.find(session.station)?.station.admission === 'registered'

  function rowOf(session: Session): DeskRow | null {
    const entry = set.find(session.station)
    if (!entry || !isShown(session) || session.issues.length === 0) return null
    return {
      session: sessionRow(session),
      issues: [...session.issues],
      suspicion: session.review.suspicion,
      values: valuesOf(session),
      ...proposalsFor(session, {
        station: entry.station,
        open: set.openSessions(session.station),
        ratedPowerW: factOf(entry.station, 'ratedPowerW'),
      }),
    }
  }

  const feed = createKeyedFeed<number, DeskRow>({
    clock,
    all: () =>
      [...set.desk.values()]
        .sort((a, b) => b.session - a.session)
        .slice(0, MOST_ROWS)
        .flatMap((session) => rowOf(session) ?? []),
    read: (key) => {
      const session = set.desk.get(key)
      return session ? rowOf(session) : null
    },
  })
  return {
    feed,
    count: () => [...set.desk.values()].filter(isShown).length,
  }
}
