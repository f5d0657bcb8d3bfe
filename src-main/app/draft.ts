import type { Decision } from '../domain/decide/decision'
import { factOf } from '../domain/compatibility'
import { issuesOf } from '../domain/desk/issues'
import { normaliseIdToken } from '../domain/id-token'
import type { Session } from '../domain/session'
import type { Station } from '../domain/station'
import type { Commit } from './ports'
import type { FrameRecord } from './trace-ports'

/** What one turn of the loop is about to change: collected, committed, and only then taken into the working set. */
export interface Draft {
  stations: Map<string, Station>
  /** New and changed sessions by station, then by id: a turn under load holds hundreds. */
  sessions: Map<string, Map<number, Session>>
  /** The ids of its sessions, by their normalised token. */
  sessionsByToken: Map<string, Set<number>>
  nextSessionId: number
  newestSession: number | null
  rows: Omit<Commit, 'stations' | 'sessions' | 'newestSession'>
}

export function newDraft(nextSessionId: number): Draft {
  return {
    stations: new Map(),
    sessions: new Map(),
    sessionsByToken: new Map(),
    nextSessionId,
    newestSession: null,
    rows: {
      frames: [],
      lastSeen: [],
      samples: [],
      signed: [],
      statusChanges: [],
      findings: [],
      tokens: [],
      learned: [],
      securityEvents: [],
      certificateRequests: [],
      handshakes: [],
      commands: [],
      audit: [],
      sessionStates: [],
      activities: [],
      policies: [],
      identifications: [],
      news: [],
    },
  }
}

/** `learner`: who is waited for with a token. */
export function takeDecision(
  draft: Draft,
  decision: Decision,
  { before, frame, learner }: { before: Station; frame: FrameRecord; learner: number | null },
): void {
  const { station } = decision.station
  const receivedAt = frame.at
  if (decision.station !== before) draft.stations.set(station, decision.station)
  for (const session of decision.sessions) {
    draftSession(draft, session, decision.station)
    if (session.session === draft.nextSessionId) {
      draft.newestSession = session.session
      draft.nextSessionId += 1
    }
  }
  for (const samples of decision.samples) draft.rows.samples.push(samples)
  for (const signed of decision.signed) draft.rows.signed.push({ station, ...signed })
  for (const change of decision.statusChanges) draft.rows.statusChanges.push({ station, change })
  for (const finding of decision.findings) draft.rows.findings.push({ station, ...finding, at: receivedAt, count: 1, frame })
  if (decision.tokenSeen) draft.rows.tokens.push({ ...decision.tokenSeen, at: receivedAt, station })
  if (decision.tokenSeen && decision.verdict.kind === 'authorization') {
    const { standing } = decision.verdict.token
    draft.rows.identifications.push({ station, at: receivedAt, token: decision.tokenSeen.normalised, standing, session: null })
  }
  if (decision.tokenLearned !== null && learner !== null) draft.rows.learned.push({ token: decision.tokenLearned, person: learner })
  for (const entry of decision.audit) draft.rows.audit.push({ ...entry, at: receivedAt, station, host: null, repair: null, note: '' })
  if (decision.securityEvent) draft.rows.securityEvents.push({ station, ...decision.securityEvent, source: 'station' })
  for (const news of decision.news) draft.rows.news.push({ station, at: receivedAt, news })
  if (decision.certificateRequest) draft.rows.certificateRequests.push({ station, request: decision.certificateRequest })
}

/** Whatever changes a session, what is wrong with it is judged anew. */
export function draftSession(draft: Draft, changed: Session, station: Station): void {
  const issues = issuesOf(changed, factOf(station, 'ratedPowerW'))
  const session = { ...changed, issues }
  const ofStation = draft.sessions.get(session.station)
  if (ofStation) ofStation.set(session.session, session)
  else draft.sessions.set(session.station, new Map([[session.session, session]]))
  if (session.idToken === null) return
  const token = normaliseIdToken(session.idToken)
  const withToken = draft.sessionsByToken.get(token)
  if (withToken) withToken.add(session.session)
  else draft.sessionsByToken.set(token, new Set([session.session]))
}

export const draftedSessions = (draft: Draft): Session[] =>
  [...draft.sessions.values()].flatMap((ofStation) => [...ofStation.values()])

/** A session that is new in the draft, of whatever station. */
export function draftedSession(draft: Draft, id: number): Session | null {
  for (const ofStation of draft.sessions.values()) {
    const session = ofStation.get(id)
    if (session) return session
  }
  return null
}

export function commitOf(draft: Draft): Commit {
  return {
    ...draft.rows,
    stations: [...draft.stations.values()],
    sessions: draftedSessions(draft),
    newestSession: draft.newestSession,
  }
}
