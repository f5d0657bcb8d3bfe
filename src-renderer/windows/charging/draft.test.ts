import { expect, it } from 'vitest'
import { movedPeriod, newProfile, spanOfDraft, withoutPeriod, withPeriodAfter, withPreset } from './draft'

const rules = { units: ['A', 'W'] as ('A' | 'W')[], minCurrentA: 6, isZeroAllowed: true, currentSteps: [], maxStackLevel: null, maxPeriods: null, phases: 3, voltageV: 230 }
const periods = [0, 3_600, 7_200].map((startS) => ({ startS, limit: 16, phases: null }))
const starts = (list: readonly { startS: number }[]) => list.map(({ startS }) => startS)
const now = Date.UTC(2026, 2, 3, 8, 7)

it('begins a quarter of an hour back at most, with what is usual', () => {
  expect(newProfile({ evse: 1, session: null }, rules, now)).toMatchObject({ purpose: 'tx-default', unit: 'A', startAt: Date.UTC(2026, 2, 3, 8), periods: [{ limit: 16 }] })
  expect(newProfile({ evse: 0, session: null }, { ...rules, units: ['W'] }, now)).toMatchObject({ purpose: 'station-max', unit: 'W', periods: [{ limit: 11_000 }] })
})

it('moves a period between its neighbours, by five minutes, and never the first one', () => {
  expect(starts(movedPeriod(periods, 1, { startS: 4_000, limit: 10 }))).toEqual([0, 3_900, 7_200])
  expect(starts(movedPeriod(periods, 1, { startS: 99_999, limit: 10 }))).toEqual([0, 6_900, 7_200])
  expect(movedPeriod(periods, 0, { startS: 500, limit: -3 })[0]).toMatchObject({ startS: 0, limit: 0 })
})

it('puts a new period half way, and keeps the first when one is taken away', () => {
  expect(starts(withPeriodAfter(periods, 0))).toEqual([0, 1_800, 3_600, 7_200])
  expect(starts(withPeriodAfter(periods, 2))).toEqual([0, 3_600, 7_200, 14_400])
  expect(starts(withoutPeriod(periods, 1))).toEqual([0, 7_200])
  expect(starts(withoutPeriod(periods, 0))).toEqual([0, 3_600, 7_200])
})

it('a night at full power repeats each day', () => {
  const night = withPreset(newProfile({ evse: 1, session: null }, rules, now), 'night', rules, now)
  expect(night).toMatchObject({ kind: 'recurring', recurrency: 'daily', periods: [{ limit: 32 }, { limit: 6 }, { limit: 32 }] })
  expect(spanOfDraft(night)).toBe(86_400_000)
})
