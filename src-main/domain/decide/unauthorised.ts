import { normaliseIdToken } from '../id-token'
import { type Session, withMarks } from '../session'
import type { Judgement } from './authorize'
import type { Event, Step } from './transaction-event'

/** What flows until a station has broken off a session that it had begun before it was told no. */
const FORGIVEN_WH = 100

/**
 * The session with what its own token turned out to be: whose it is, and whether it may charge. A token that only ends
 * the session changes neither, unless the session is known by its end alone.
 */
export function authorised(event: Event, session: Session, judged: Judgement | null): Session {
  const { idToken, phase } = event.message
  if (!judged || !idToken || normaliseIdToken(idToken.value) !== normaliseIdToken(session.idToken ?? '')) return session
  const person = session.person ?? judged.person
  if (phase === 'ended' && session.startSeen) return { ...session, person }
  return { ...session, person, isRefused: judged.verdict.standing !== 'accepted' }
}

/** Energy in a session whose token was refused is shown and told (quirk A03). */
export function unauthorised(session: Session): Step {
  if (!session.isRefused || session.meter.energyWh <= FORGIVEN_WH || session.marks.includes('unauthorised')) {
    return { session, findings: [] }
  }
  const detail = `session ${session.session} charges although its token was refused`
  return { session: withMarks(session, ['unauthorised']), findings: [{ code: 'A03', detail }] }
}
