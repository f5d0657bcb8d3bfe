import { describe, expect, it } from 'vitest'
import type { HandshakeRow } from '#contract/read-models'
import { groupHandshakes } from './group-handshakes'

const anAttempt = (over: Partial<HandshakeRow> = {}): HandshakeRow => ({
  id: 1, at: 0, remoteAddress: '10.0.0.7', identity: 'CP-1', outcome: 'wrong-password', detail: '', request: null, ...over,
})

describe('failed connections', () => {
  it('shows a charger that tries for ever once, with its newest attempt', () => {
    const [group, ...others] = groupHandshakes([
      anAttempt({ id: 1, at: 10 }), anAttempt({ id: 3, at: 30, detail: 'newest' }), anAttempt({ id: 2, at: 20 }),
    ])
    expect([group?.count, group?.firstAt, group?.latest.detail, others]).toEqual([3, 10, 'newest', []])
  })

  it('keeps different outcomes, identities and addresses apart, the most recent first', () => {
    const groups = groupHandshakes([
      anAttempt({ at: 10 }),
      anAttempt({ at: 40, outcome: 'tls-failed' }),
      anAttempt({ at: 30, identity: null }),
      anAttempt({ at: 20, remoteAddress: '10.0.0.8' }),
    ])
    expect(groups.map(({ latest }) => latest.at)).toEqual([40, 30, 20, 10])
  })
})
