import { describe, expect, it } from 'vitest'
import { sortRows } from './table'
import type { Column } from './table'

interface Row { name: string; watts: number | null }
const columns: Column<Row>[] = [
  { id: 'name', label: '', sortBy: (row) => row.name },
  { id: 'power', label: '', sortBy: (row) => row.watts },
  { id: 'plain', label: '' },
]
const rows: Row[] = [{ name: 'Bay 10', watts: 5 }, { name: 'bay 9', watts: null }, { name: 'Bay 11', watts: 900 }]
const names = (sorted: Row[]) => sorted.map(({ name }) => name)

describe('sorting a table', () => {
  it('counts in names and ignores their case', () => {
    expect(names(sortRows(rows, columns, { column: 'name', descending: false }))).toEqual(['bay 9', 'Bay 10', 'Bay 11'])
  })

  it('puts rows without a value last in both directions', () => {
    expect(names(sortRows(rows, columns, { column: 'power', descending: false }))).toEqual(['Bay 10', 'Bay 11', 'bay 9'])
    expect(names(sortRows(rows, columns, { column: 'power', descending: true }))).toEqual(['Bay 11', 'Bay 10', 'bay 9'])
  })

  it('keeps the order for a column that is gone or does not sort', () => {
    expect(names(sortRows(rows, columns, { column: 'plain', descending: true }))).toEqual(names(rows))
    expect(names(sortRows(rows, columns, { column: 'removed', descending: true }))).toEqual(names(rows))
  })
})
