import { describe, expect, it } from 'vitest'
import { type EventSequence, hasSeen, withEvent } from './event-sequence'

const after = (...seqNos: number[]) => seqNos.reduce<EventSequence | null>((known, seqNo) => withEvent(known, seqNo), null)

describe('X02: keeps count of the numbered events of a transaction', () => {
  it.each([
    [[0, 1, 2], { low: 0, high: 2, missing: [] }],
    [[0, 3], { low: 0, high: 3, missing: [1, 2] }],
    [[0, 3, 1], { low: 0, high: 3, missing: [2] }],
    [[2, 0], { low: 0, high: 2, missing: [1] }],
    [[2, 0, 1], { low: 0, high: 2, missing: [] }],
    [[5], { low: 5, high: 5, missing: [] }],
  ])('%j', (seqNos, expected) => {
    expect(after(...seqNos)).toEqual(expected)
  })
  it('knows a repetition from news', () => {
    const sequence = withEvent(withEvent(null, 0), 3)
    expect([0, 1, 3, 4].map((seqNo) => hasSeen(sequence, seqNo))).toEqual([true, false, true, false])
  })
  it('does not keep the gaps of a station that counts in thousands', () => {
    expect(after(0, 1_000_000)?.missing).toEqual([])
  })
})
