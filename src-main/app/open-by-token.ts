import { normaliseIdToken } from '../domain/id-token'
import { isOpen, type Session } from '../domain/session'

/** Which open sessions run with which token, to find a second one at once in a fleet of any size. */
export interface OpenByToken {
  ids(token: string): Iterable<number>
  replace(before: Session | null, after: Session): void
}

export function createOpenByToken(): OpenByToken {
  const ids = new Map<string, Set<number>>()
  const keyOf = (session: Session | null) =>
    session && isOpen(session) && session.idToken !== null ? normaliseIdToken(session.idToken) : null

  return {
    ids: (token) => ids.get(token) ?? [],
    replace(before, after) {
      // Readings change neither, and come with every message.
      if (before && before.idToken === after.idToken && before.state === after.state) return
      const [old, fresh] = [keyOf(before), keyOf(after)]
      if (old === fresh) return
      if (old !== null) {
        const known = ids.get(old)
        known?.delete(after.session)
        if (known?.size === 0) ids.delete(old)
      }
      if (fresh === null) return
      const known = ids.get(fresh)
      if (known) known.add(after.session)
      else ids.set(fresh, new Set([after.session]))
    },
  }
}
