import type { SessionRow } from '#contract/sessions'

/** What can be done with a session out of a list or at its own page. */
export const sessionActions = ['stop', 'unlock', 'limit', 'person', 'desk', 'copy', 'export'] as const
export type SessionAction = (typeof sessionActions)[number]

const icons: Record<SessionAction, string> = {
  stop: 'i-lucide-square',
  unlock: 'i-lucide-lock-open',
  limit: 'i-lucide-gauge',
  person: 'i-lucide-user-pen',
  desk: 'i-lucide-clipboard-check',
  copy: 'i-lucide-copy',
  export: 'i-lucide-download',
}

export interface OfferedAction {
  action: SessionAction
  icon: string
  /** Key of the reason why it cannot be done now; null: it can. */
  obstacle: string | null
}

/** What makes sense for a session as it is, in groups. */
export function actionsOf(session: Pick<SessionRow, 'state' | 'endedAt' | 'linkDownSince' | 'place'>): OfferedAction[][] {
  const isOpen = session.state !== 'completed'
  const offline = isOpen && session.linkDownSince !== null ? 'sessions.stop.notConnected' : null
  const offer = (action: SessionAction, obstacle: string | null = null) => ({ action, icon: icons[action], obstacle })
  const atTheCharger = [
    ...(isOpen ? [offer('stop', offline)] : []),
    ...(isOpen && session.place ? [offer('unlock', offline), offer('limit', offline)] : []),
  ]
  const inTheRecords = [
    offer('person'),
    // A charger that is not connected cannot be asked to stop, and may never come back.
    ...(isOpen ? [offer('desk', session.state === 'suspect' || offline ? null : 'sessions.actions.notSuspect')] : []),
  ]
  return [atTheCharger, inTheRecords, [offer('copy'), offer('export')]].filter((group) => group.length > 0)
}
