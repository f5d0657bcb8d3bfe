import { describe, expect, it } from 'vitest'
import { actionsOf } from './session-actions'

const running = { state: 'running', endedAt: null, linkDownSince: null, place: { evse: 1, connector: 1 } } as const
const desk = (session: Parameters<typeof actionsOf>[0]) => actionsOf(session).flat().find(({ action }) => action === 'desk')

describe('closing at the desk', () => {
  it.each([
    ['is offered for a suspect session', { state: 'suspect' }, null],
    ['is offered for a running one whose charger is not connected', { linkDownSince: 5 }, null],
    ['waits while the charger speaks for the session', {}, 'sessions.actions.notSuspect'],
  ] as const)('%s', (_name, overrides, obstacle) => {
    expect(desk({ ...running, ...overrides })?.obstacle).toBe(obstacle)
  })

  it('is no question once it has ended', () => {
    expect(desk({ ...running, state: 'completed', endedAt: 9 })).toBeUndefined()
  })
})
