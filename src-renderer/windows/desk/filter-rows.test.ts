import { expect, it } from 'vitest'
import type { DeskRow } from '#contract/desk'
import { filterRows, toIssue } from './filter-rows'

// Only what the filter reads.
const aRow = (session: number, station: string, issues: DeskRow['issues']) => ({ issues, session: { session, station } }) as DeskRow
const rows = [aRow(1, 'A', ['suspect']), aRow(2, 'B', ['implausible', 'late']), aRow(3, 'A', ['late'])]

it.each([
  [{ issue: null, station: null }, [1, 2, 3]],
  [{ issue: 'late', station: null }, [2, 3]],
  [{ issue: 'late', station: 'A' }, [3]],
  [{ issue: null, station: 'A' }, [1, 3]],
  [{ issue: 'conflict', station: null }, []],
] as const)('shows of %o the sessions %o', (filter, sessions) => {
  expect(filterRows(rows, filter).map(({ session }) => session.session)).toEqual(sessions)
})

it('takes from the address what is an issue', () => {
  expect(toIssue('stop-only')).toBe('stop-only')
  expect(toIssue('nonsense')).toBeNull()
  expect(toIssue(null)).toBeNull()
})
