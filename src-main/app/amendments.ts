import type { Session } from '../domain/session'
import type { Station } from '../domain/station'
import { draftedSessions, draftSession, newDraft } from './draft'
import { finishedDraft } from './finished-draft'
import type { Commit, NewAuditRow, Store } from './ports'
import type { Publisher } from './publisher'
import { newEntry, type WorkingSet } from './working-set'

/** What changes without a message of a station. */
export interface Amendment {
  stations?: readonly Station[]
  sessions?: readonly Session[]
  findings?: Commit['findings']
  audit?: readonly NewAuditRow[]
}

export interface Amendments {
  /** Changes a station outside of any message, in a turn of its own. @throws StorageFullError */
  change(station: Station): void
  /** Changes what follows from no message, in a turn of its own. @throws StorageFullError */
  amend(changes: Amendment): void
}

export function createAmendments(parts: { set: WorkingSet; store: Store; publish: Publisher }): Amendments {
  const { set, store, publish } = parts

  function amend({ stations = [], sessions = [], findings = [], audit = [] }: Amendment): void {
    const draft = newDraft(set.nextSessionId)
    for (const station of stations) draft.stations.set(station.station, station)
    for (const session of sessions) {
      const entry = set.find(session.station)
      if (entry) draftSession(draft, session, draft.stations.get(entry.station.station) ?? entry.station)
    }
    draft.rows.findings.push(...findings)
    draft.rows.audit.push(...audit)
    const commit = finishedDraft(draft, parts)
    store.commit(commit)
    for (const station of stations) if (!set.find(station.station)) set.add(newEntry(station))
    set.adopt(draft)
    const changed = draftedSessions(draft)
    publish.courses(changed, commit)
    publish.sessions(changed)
    publish.stations([...draft.stations.keys(), ...changed.map((session) => session.station)])
  }

  return { amend, change: (station) => amend({ stations: [station] }) }
}
