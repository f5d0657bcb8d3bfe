import { describe, expect, it } from 'vitest'
import type { CommandRecord } from '#contract/commands'
import { fakeClock } from '../../../tests/stories/fake-clock'
import { createFollowUps } from './follow-ups'

const aCommand = (id: number, requestId: number): CommandRecord => ({
  id, station: 'CP1', action: 'CustomerInformation', by: null, ownAccord: null, sentAt: 0, roundTripMs: 5, outcome: 'accepted',
  request: { kind: 'raw', action: 'CustomerInformation', payload: { requestId } },
  answer: 'Accepted', response: null, isResponseOmitted: false, report: null,
})
const part = (requestId: number, seqNo: number, text: string) =>
  ({ kind: 'customer-report', asked: 'CustomerInformation', requestId, seqNo, isLast: false, text }) as const

function follow() {
  const clock = fakeClock(0)
  const kept: CommandRecord[] = []
  const exceeded: string[] = []
  const followUps = createFollowUps({ clock, keep: (record) => void kept.push(followUps.noted(record)), exceeded: (station) => void exceeded.push(station) })
  return { clock, kept, exceeded, ...followUps }
}

describe('what a station tells after a command', () => {
  it('is one write for all the parts of a moment', () => {
    const { clock, kept, noted, told } = follow()
    noted(aCommand(1, 7))
    for (let seqNo = 0; seqNo < 100; seqNo++) told('CP1', part(7, seqNo, 'a'))
    expect(kept).toEqual([])
    clock.advance(1_000)
    expect(kept).toMatchObject([{ id: 1, report: { parts: { length: 100 } } }])
  })

  it('is nothing where nobody asked', () => {
    const { clock, kept, noted, told } = follow()
    noted(aCommand(1, 7))
    told('CP1', part(8, 0, 'a'))
    told('CP2', part(7, 0, 'a'))
    expect(clock.pending()).toBe(0)
    expect(kept).toEqual([])
  })

  it('is put to the command that was sent last, and what waits of the one before is kept', () => {
    const { kept, noted, told, stop } = follow()
    noted(aCommand(1, 7))
    told('CP1', part(7, 0, 'of the first'))
    noted(aCommand(2, 7))
    told('CP1', part(7, 0, 'of the second'))
    stop()
    expect(kept).toMatchObject([{ id: 1, report: { parts: [{ text: 'of the first' }] } }, { id: 2, report: { parts: [{ text: 'of the second' }] } }])
  })

  it('ends at 4,096 characters for a part and 128 Ki for all, with a word about it', () => {
    const { kept, exceeded, noted, told, stop } = follow()
    noted(aCommand(1, 7))
    for (let seqNo = 0; seqNo < 40; seqNo++) told('CP1', part(7, seqNo, 'x'.repeat(4_097)))
    stop()
    const texts = kept[0]!.report!.parts.map(({ text }) => text.length)
    expect(Math.max(...texts)).toBe(4_096)
    expect(texts.reduce((sum, length) => sum + length, 0)).toBe(128 * 1024)
    expect(exceeded).toHaveLength(40)
  })
})
