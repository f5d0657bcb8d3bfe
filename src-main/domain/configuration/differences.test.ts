import { expect, it } from 'vitest'
import { differencesOf, driftOf } from './differences'

const valued = (values: Record<string, string | null>) => Object.entries(values).map(([name, value]) => ({ name, value }))

it('names what differs, and what only one side has', () => {
  expect(differencesOf(valued({ A: '1', B: '2', C: '3' }), valued({ b: '9', C: '3.0', D: '4' }))).toEqual([
    { name: 'A', here: '1', there: null, kind: 'only-here' },
    { name: 'B', here: '2', there: '9', kind: 'changed' },
    { name: 'D', here: null, there: '4', kind: 'only-there' },
  ])
})

it('K05: a station has drifted where it tells another value than it shall have, not where it tells none yet', () => {
  expect(driftOf(valued({ HeartbeatInterval: '60', LocalPreAuthorize: 'true', Other: '1' }), valued({ heartbeatinterval: '3600', LocalPreAuthorize: 'TRUE' }))).toEqual([
    { name: 'heartbeatinterval', here: '3600', there: '60', kind: 'changed' },
  ])
})
