import type { PersonSource } from '#contract/vocabulary'
import { auditHost } from './audit-host'
import type { Clock } from './ports'
import type { Session } from '../domain/session'
import type { CentralSystem } from './central-system'
import { FaultError } from './fault-error'
import type { WorkingSet } from './working-set'

/** Says whose a session was, where the token says otherwise; every change is audited. @throws FaultError */
export interface SessionOwner {
  setPerson(input: { session: number; person: number | null; note: string }, by: PersonSource): void
}

export function createSessionOwner(parts: {
  clock: Clock
  set: WorkingSet
  central: CentralSystem
  sessionOf: (id: number) => Session | null
}): SessionOwner {
  const { clock, set, central } = parts
  return {
    setPerson({ session: id, person: personId, note }, by) {
      const session = parts.sessionOf(id)
      if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
      const person = personId === null ? null : set.tokens.people.get(personId)
      if (person === undefined) throw new FaultError('PERSON_NOT_FOUND', { person: personId ?? 0 })
      // The next message of a running session would give it back to the owner of its token.
      if (person === null && session.state !== 'completed') throw new FaultError('REPAIR_NOT_POSSIBLE', { session: id })
      const owner = person && { id: person.person, name: person.name }
      if (owner?.id === session.person?.id && owner?.name === session.person?.name) return
      central.amend({
        sessions: [{ ...session, person: owner }],
        audit: [
          {
            at: clock.now(),
            action: 'person-changed',
            station: session.station,
            session: id,
            host: auditHost(by),
            repair: null,
            before: { person: session.person?.name ?? null },
            after: { person: owner?.name ?? null },
            note,
          },
        ],
      })
    },
  }
}
