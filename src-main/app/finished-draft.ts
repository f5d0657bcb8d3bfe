import type { Session } from '../domain/session'
import { commitOf, type Draft, draftedSessions } from './draft'
import type { Commit } from './ports'
import type { Publisher } from './publisher'
import type { WorkingSet } from './working-set'

/** A draft as it is committed: with what follows from its sessions as a whole. */
export function finishedDraft(draft: Draft, { set, publish }: { set: WorkingSet; publish: Pick<Publisher, 'policies'> }): Commit {
  const sessions = draftedSessions(draft)
  draft.rows.sessionStates = statesOf(sessions, set)
  draft.rows.policies = publish.policies(sessions, set.nextSessionId)
  return commitOf(draft)
}

/** Their charging states over time: a session itself only knows the last one. */
function statesOf(sessions: readonly Session[], set: WorkingSet): Commit['sessionStates'] {
  return sessions.flatMap(({ session, chargingStateAt, chargingState }) => {
    const before = set.session(session)
    const isNews = chargingStateAt !== null && (before?.chargingStateAt !== chargingStateAt || before.chargingState !== chargingState)
    return isNews ? [{ session, at: chargingStateAt, state: chargingState }] : []
  })
}
