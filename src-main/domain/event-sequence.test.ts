import { describe, expect, it } from 'vitest'
import { type EventSequence, hasSeen, withEvent } from './event-sequence'

const after = (...seqNos: number[]) => seqNos.reduce<EventSequence | null>((known, seqNo) => withEvent(known, seqNo), null)

describe('X02: keeps count of the numbered events of a transaction', () => {
  it.each([
    [[0, 1, 2], { low: 0, high: 2, missing: [] }],
    [[0, 3], { low: 0, high: 3, missing: [[1, 2]] }],
    [[0, 3, 1], { low: 0, high: 3, missing: [[2, 2]] }],
    [[2, 0], { low: 0, high: 2, missing: [[1, 1]] }],
    [[2, 0, 1], { low: 0, high: 2, missing: [] }],
    [[0, 9, 4], { low: 0, high: 9, missing: [[1, 3], [5, 8]] }],
    [[0, 9, 12, 4, 10, 1, 4], { low: 0, high: 12, missing: [[2, 3], [5, 8], [11, 11]] }],
    [[5], { low: 5, high: 5, missing: [] }],
  ])('%j', (seqNos, expected) => {
    expect(after(...seqNos)).toEqual(expected)
  })
  it('knows a repetition from news', () => {
    const sequence = withEvent(withEvent(null, 0), 3)
    expect([0, 1, 3, 4].map((seqNo) => hasSeen(sequence, seqNo))).toEqual([true, false, true, false])
  })
  it('takes what comes out of a long offline queue after newer events for news', () => {
    const live = after(0, 500)
    const queue = Array.from({ length: 499 }, (_, index) => index + 1)
    expect(live && queue.filter((seqNo) => hasSeen(live, seqNo))).toEqual([])
    expect(after(0, 500, ...queue)).toEqual({ low: 0, high: 500, missing: [] })
  })
  it('keeps no more than 200 gaps of a station that counts in thousands', () => {
    const steps = Array.from({ length: 1_000 }, (_, index) => index * 1_000)
    expect(after(...steps)?.missing).toHaveLength(200)
  })
})
