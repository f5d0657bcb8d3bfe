import type { Words } from './words'

/** The views that the menu offers, in the order of the renderer's rail. */
export const views = [
  { route: '/', word: 'overview' },
  { route: '/stations', word: 'stations' },
  { route: '/new', word: 'newChargers' },
  { route: '/doctor', word: 'doctor' },
  { route: '/sessions', word: 'sessions' },
  { route: '/desk', word: 'dataQuality' },
  { route: '/people', word: 'people' },
  { route: '/transfers', word: 'transfers' },
  { route: '/security', word: 'security' },
  { route: '/alerts', word: 'alerts' },
  { route: '/trace', word: 'trace' },
  { route: '/settings', word: 'settings' },
] as const satisfies readonly { route: string; word: keyof Words }[]
