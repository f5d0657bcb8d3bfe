import { describe, expect, it } from 'vitest'
import type { Capability } from '#contract/stations'
import { obstacleOf } from './use-charger'

const capabilities: Capability[] = [
  { request: 'start', obstacle: null, caution: null },
  { request: 'reset', obstacle: 'offline', caution: null },
]

describe('obstacleOf', () => {
  it.each([
    { request: 'start', obstacle: null, caution: null },
    { request: 'reset', obstacle: 'offline', caution: null },
    { request: 'unlock', obstacle: 'not-in-version', caution: null },
  ] as const)('is $obstacle for $request', ({ request, obstacle }) => {
    expect(obstacleOf(capabilities, request)).toBe(obstacle)
  })
})
