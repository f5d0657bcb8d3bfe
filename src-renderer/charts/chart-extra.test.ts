import { describe, expect, it } from 'vitest'
import type { Sample } from '#contract/sessions'
import { fits, heldUntil, highestCurrent, phaseLine } from './chart-extra'

const aSample = (at: number, value: number, more: Partial<Sample> = {}): Sample => ({ at, value, quantity: 'current-import', phase: 'L1', context: 'periodic', ...more })

describe('what a session chart shows besides', () => {
  const samples = [aSample(1, 10), aSample(1, 12, { phase: 'L2' }), aSample(1, 40, { phase: 'N' }), aSample(2, 8), aSample(2, 230, { quantity: 'voltage' })]

  it('is one phase of one quantity', () => {
    expect(phaseLine(samples, 'current-import', 'L1')).toEqual([[1, 10], [2, 8]])
    expect(phaseLine(samples, 'voltage', 'L1')).toEqual([[2, 230]])
  })

  it('is the current of the phase that carries most, without the neutral conductor', () => {
    expect(highestCurrent(samples)).toEqual([[1, 12], [2, 8]])
  })

  it('is a limit that holds until the end', () => {
    expect(heldUntil([{ at: 1, value: 16 }, { at: 5, value: 10 }], 9)).toEqual([[1, 16], [5, 10], [9, 10]])
    expect(heldUntil([], 9)).toEqual([])
  })

  it('is a label only where its time is wide enough for it', () => {
    expect(fits('Cause not known', 10, 100)).toBe(false)
    expect(fits('Cause not known', 11, 100)).toBe(true)
  })
})
