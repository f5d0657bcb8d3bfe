import { describe, expect, it } from 'vitest'
import type { TraceLine } from '#contract/trace'
import { pairFrames } from './pair-frames'
import type { TraceEntry } from './trace-window'

const aLine = (id: number, fields: Partial<TraceLine>): TraceLine => ({
  id, at: id, station: 'CP-1', connection: 'c-1', direction: 'in', kind: 'call', action: 'Heartbeat', messageId: 'm-1',
  text: '', truncated: false, roundTripMs: null, findings: [], session: null, bookmark: null, ...fields,
})
const entries = (...lines: TraceLine[]): TraceEntry[] =>
  lines.map((line) => ({ kind: 'line', key: `line-${line.id}`, line }))
const anAnswer = (id: number, fields: Partial<TraceLine> = {}) => aLine(id, { kind: 'result', direction: 'out', ...fields })
const pairsOf = (...lines: TraceLine[]) => [...pairFrames(entries(...lines))].map(([id, other]) => `${id} ${other.id}`).sort()

describe('pairFrames', () => {
  it('joins a call and its answer', () => {
    expect(pairsOf(aLine(1, {}), anAnswer(2))).toEqual(['1 2', '2 1'])
  })

  it('takes the nearest when a message id is used again (quirk F07)', () => {
    expect(pairsOf(aLine(1, {}), anAnswer(2), aLine(3, {}), anAnswer(4))).toEqual(['1 2', '2 1', '3 4', '4 3'])
  })

  it('says the first answer at the call, where it was given again', () => {
    expect(pairsOf(aLine(1, {}), anAnswer(2), anAnswer(3))).toEqual(['1 2', '2 1', '3 1'])
  })

  it.each([
    { name: 'of another connection', other: anAnswer(2, { connection: 'c-2' }) },
    { name: 'of the same direction', other: anAnswer(2, { direction: 'in' }) },
    { name: 'with another message id', other: anAnswer(2, { messageId: 'm-2' }) },
    { name: 'that is a call itself', other: aLine(2, { direction: 'out' }) },
    { name: 'without a message id', other: anAnswer(2, { messageId: null }) },
  ])('leaves a frame $name alone', ({ other }) => {
    expect(pairsOf(aLine(1, {}), other)).toEqual([])
  })
})
