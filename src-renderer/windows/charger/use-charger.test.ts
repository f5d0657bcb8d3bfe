import { describe, expect, it } from 'vitest'
import type { Capability } from '#contract/read-models'
import { obstacleOf } from './use-charger'

const capabilities: Capability[] = [
  { request: 'start', obstacle: null },
  { request: 'reset', obstacle: 'offline' },
]

describe('obstacleOf', () => {
  it.each([
    { request: 'start', obstacle: null },
    { request: 'reset', obstacle: 'offline' },
    { request: 'unlock', obstacle: 'not-in-version' },
  ] as const)('is $obstacle for $request', ({ request, obstacle }) => {
    expect(obstacleOf(capabilities, request)).toBe(obstacle)
  })
})
