import { describe, expect, it } from 'vitest'
import type { TraceLine } from '#contract/read-models'
import { findPartner } from './find-partner'
import type { TraceEntry } from './trace-window'

const aLine = (id: number, fields: Partial<TraceLine>): TraceLine => ({
  id, at: id, station: 'CP-1', connection: 'c-1', direction: 'in', kind: 'call', action: 'Heartbeat', messageId: 'm-1',
  text: '', truncated: false, roundTripMs: null, findings: [], session: null, bookmark: null, ...fields,
})
const entries = (...lines: TraceLine[]): TraceEntry[] =>
  lines.map((line) => ({ kind: 'line', key: `line-${line.id}`, line }))
const anAnswer = (id: number, fields: Partial<TraceLine> = {}) => aLine(id, { kind: 'result', direction: 'out', ...fields })

describe('findPartner', () => {
  it('finds the answer to a call and the call of an answer', () => {
    const call = aLine(1, {})
    const answer = anAnswer(2)
    expect(findPartner(entries(call, answer), call)).toBe(answer)
    expect(findPartner(entries(call, answer), answer)).toBe(call)
  })

  it('takes the nearest when a message id is used again (quirk F07)', () => {
    const [first, firstAnswer, second, secondAnswer] = [aLine(1, {}), anAnswer(2), aLine(3, {}), anAnswer(4)] as const
    const rows = entries(first, firstAnswer, second, secondAnswer)
    expect(findPartner(rows, first)).toBe(firstAnswer)
    expect(findPartner(rows, secondAnswer)).toBe(second)
  })

  it.each([
    { name: 'of another connection', other: anAnswer(2, { connection: 'c-2' }) },
    { name: 'of the same direction', other: anAnswer(2, { direction: 'in' }) },
    { name: 'with another message id', other: anAnswer(2, { messageId: 'm-2' }) },
    { name: 'that is a call itself', other: aLine(2, { direction: 'out' }) },
  ])('ignores a frame $name', ({ other }) => {
    const call = aLine(1, {})
    expect(findPartner(entries(call, other), call)).toBeNull()
  })

  it('has none for a frame without a message id', () => {
    expect(findPartner(entries(anAnswer(2)), aLine(1, { messageId: null }))).toBeNull()
  })
})
