import { expect, it } from 'vitest'
import type { SessionRow } from '#contract/sessions'
import { unaskedRow } from './unasked-row'

const aRow = (overrides: Partial<SessionRow> = {}) =>
  ({ session: 7, state: 'running', startedAt: 100, endedAt: null, linkDownSince: 900, chargedUntil: 800, registerStartWh: 10, energyWh: 5, ...overrides }) as SessionRow

it('a running session of a charger that is gone is closed when energy flowed last, with its last reading', () => {
  expect(unaskedRow(aRow())).toMatchObject({ issues: [], proposal: { kind: 'close', endedAt: 800, meterStopWh: null } })
})

it('where that is not known, when the link went down, and never before it began', () => {
  expect(unaskedRow(aRow({ chargedUntil: null }))?.proposal).toMatchObject({ endedAt: 900 })
  expect(unaskedRow(aRow({ chargedUntil: 50 }))?.proposal).toMatchObject({ endedAt: 100 })
})

it.each([
  ['whose charger is connected', { linkDownSince: null }],
  ['that is suspect, which has a row of its own', { state: 'suspect' }],
  ['that has ended', { state: 'completed', endedAt: 1_000 }],
] as const)('none is made of one %s', (_name, overrides) => {
  expect(unaskedRow(aRow(overrides))).toBeNull()
})
