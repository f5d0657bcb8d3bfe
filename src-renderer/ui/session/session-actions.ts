import type { SessionRow } from '#contract/read-models'

/** What can be done with a session out of a list or at its own page. */
export const sessionActions = ['stop', 'unlock', 'copy', 'desk'] as const
export type SessionAction = (typeof sessionActions)[number]

const icons: Record<SessionAction, string> = {
  stop: 'i-lucide-square',
  unlock: 'i-lucide-lock-open',
  copy: 'i-lucide-copy',
  desk: 'i-lucide-stethoscope',
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
    ...(isOpen && session.place ? [offer('unlock', offline)] : []),
  ]
  return [atTheCharger, [...(isOpen ? [offer('desk', session.state === 'suspect' ? null : 'sessions.actions.notSuspect')] : []), offer('copy')]].filter((group) => group.length > 0)
}
