import { describe, expect, it } from 'vitest'
import { playwrightCounts, vitestCounts } from './test-counts.mjs'

const file = (status: string, ...assertions: string[]) => ({ status, assertionResults: assertions.map((one) => ({ status: one })) })
const unit = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [file('passed', 'passed')] }

describe('the closing line', () => {
  it('counts what the unit tests report', () => {
    expect(vitestCounts(unit)).toEqual({ passed: 3, failed: 0, skipped: 0 })
    expect(vitestCounts({ ...unit, numFailedTests: 1, testResults: [file('failed', 'failed')] })).toMatchObject({ failed: 1 })
  })

  it('counts a test file that could not be loaded', () => {
    expect(vitestCounts({ ...unit, testResults: [file('failed')] })).toMatchObject({ failed: 1 })
  })

  it('tells skipped tests apart from passed ones', () => {
    expect(vitestCounts({ ...unit, numPendingTests: 1, numTodoTests: 1 })).toEqual({ passed: 3, failed: 0, skipped: 2 })
  })

  it('counts what the browser tests report; a test that needed luck has failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    expect(playwrightCounts({ stats, errors: [] })).toEqual({ passed: 5, failed: 2, skipped: 2 })
    expect(playwrightCounts({ stats, errors: [{ message: 'no tests found' }] })).toMatchObject({ failed: 3 })
  })
})
