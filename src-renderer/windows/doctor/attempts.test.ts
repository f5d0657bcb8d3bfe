import { describe, expect, it } from 'vitest'
import type { HandshakeRow } from '#contract/handshakes'
import { filterAttempts, groupByAddress, weightOf } from './attempts'

const anAttempt = (changes: Partial<HandshakeRow>): HandshakeRow => ({
  id: 1, at: 10, firstAt: 10, count: 1, remoteAddress: '10.0.0.7', identity: 'CP-1', outcome: 'accepted', detail: '', port: 9220, secure: false, notes: [],
  ...changes,
})
const rows = [
  anAttempt({ id: 1, at: 10 }),
  anAttempt({ id: 2, at: 30, outcome: 'wrong-password', count: 4 }),
  anAttempt({ id: 3, at: 20, identity: null, outcome: 'tls-on-plain-port' }),
  anAttempt({ id: 4, at: 40, remoteAddress: '10.0.0.9', identity: 'cp-2', outcome: 'unknown-identity' }),
]
const ids = (filter: Partial<Parameters<typeof filterAttempts>[1]>) =>
  filterAttempts(rows, { text: null, outcome: null, charger: null, ...filter }).map(({ id }) => id)

describe('attempts', () => {
  it('are shown newest first', () => expect(ids({})).toEqual([4, 2, 3, 1]))
  it('are found by a part of address or identity', () => {
    expect(ids({ text: 'CP-2' })).toEqual([4])
    expect(ids({ text: '0.0.7' })).toEqual([2, 3, 1])
  })
  it('are found by what came of them', () => {
    expect(ids({ outcome: 'failed' })).toEqual([4, 2, 3])
    expect(ids({ outcome: 'accepted' })).toEqual([1])
  })
  it('belong to a charger by identity, and by address where none was told', () => {
    expect(ids({ charger: { identity: 'cp-1', address: '10.0.0.7' } })).toEqual([2, 3, 1])
    expect(ids({ charger: { identity: 'CP-2', address: null } })).toEqual([4])
  })
  it('are grouped by address, counted', () => {
    expect(groupByAddress(filterAttempts(rows, { text: null, outcome: null, charger: null })).map(({ address, count }) => [address, count])).toEqual([
      ['10.0.0.9', 1],
      ['10.0.0.7', 6],
    ])
  })
  it('weigh differently', () => {
    expect((['accepted', 'flapping', 'silent', 'wrong-password'] as const).map(weightOf)).toEqual(['good', 'warning', 'foreign', 'bad'])
  })
})
