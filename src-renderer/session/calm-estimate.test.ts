import { expect, it } from 'vitest'
import type { FullEstimate } from '#contract/course'
import { calmEstimate } from './calm-estimate'

const inMinutes = (minutes: number, basis: 'vehicle' | 'charge' = 'charge'): FullEstimate => ({ kind: 'estimate', ms: minutes * 60_000, basis, isRough: false })

it('an estimate is held for half a minute, and another kind of it shows at once', () => {
  const calm = calmEstimate()
  expect(calm(inMinutes(20), 0)).toEqual(inMinutes(20))
  expect(calm(inMinutes(25), 29_000)).toEqual(inMinutes(20))
  expect(calm(inMinutes(25), 30_000)).toEqual(inMinutes(25))
  expect(calm({ kind: 'paused' }, 31_000)).toEqual({ kind: 'paused' })
  expect(calm(inMinutes(24), 32_000)).toEqual(inMinutes(24))
  expect(calm(inMinutes(18, 'vehicle'), 33_000)).toEqual(inMinutes(18, 'vehicle'))
})
