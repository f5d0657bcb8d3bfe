import { normaliseIdToken } from '../domain/id-token'
import type { Session } from '../domain/session'
import { commitOf, type Draft, draftedSessions } from './draft'
import type { Commit } from './ports'
import type { Publisher } from './publisher'
import type { WorkingSet } from './working-set'

/** A draft as it is committed: with what follows from its sessions as a whole. */
export function finishedDraft(draft: Draft, { set, publish }: { set: WorkingSet; publish: Pick<Publisher, 'policies'> }): Commit {
  const sessions = draftedSessions(draft)
  draft.rows.sessionStates = statesOf(sessions, set)
  draft.rows.identifications.push(...namedLater(sessions, set))
  draft.rows.policies = publish.policies(sessions, set.nextSessionId)
  return commitOf(draft)
}

/** Who plugs in first and shows a card then is an attempt from that moment on (KPI definitions 1.2). */
function namedLater(sessions: readonly Session[], set: WorkingSet): Commit['identifications'] {
  return sessions.flatMap(({ session, station, idToken, isRefused, heard, marks }) => {
    const before = set.session(session)
    if (idToken === null || before === null || before.idToken !== null || marks.includes('late')) return []
    return [{ station, at: heard.last, token: normaliseIdToken(idToken), standing: isRefused ? 'invalid' : 'accepted', session }]
  })
}

/** Their charging states over time: a session itself only knows the last one. */
function statesOf(sessions: readonly Session[], set: WorkingSet): Commit['sessionStates'] {
  return sessions.flatMap(({ session, chargingStateAt, chargingState }) => {
    const before = set.session(session)
    const isNews = chargingStateAt !== null && (before?.chargingStateAt !== chargingStateAt || before.chargingState !== chargingState)
    return isNews ? [{ session, at: chargingStateAt, state: chargingState }] : []
  })
}
