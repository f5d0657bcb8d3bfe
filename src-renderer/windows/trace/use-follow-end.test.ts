import { describe, expect, it } from 'vitest'
import type { TraceEntry } from './trace-window'
import { rowsAddedInFront } from './use-follow-end'

const rows = (...ids: number[]): TraceEntry[] => ids.map((id) => ({ kind: 'omitted', key: `${id}`, count: 1 }))

describe('rowsAddedInFront', () => {
  it.each([
    { name: 'nothing changed', before: [1, 2], now: [1, 2], shift: 0 },
    { name: 'rows came at the end', before: [1, 2], now: [1, 2, 3], shift: 0 },
    { name: 'older rows were loaded', before: [5, 6], now: [3, 4, 5, 6], shift: 2 },
    { name: 'the oldest rows were dropped', before: [1, 2, 3], now: [3, 4], shift: -2 },
    { name: 'the list started over', before: [1, 2], now: [8, 9], shift: 0 },
    { name: 'the list was empty', before: [], now: [1], shift: 0 },
  ])('is $shift when $name', ({ before, now, shift }) => {
    expect(rowsAddedInFront(rows(...before), rows(...now))).toBe(shift)
  })
})
