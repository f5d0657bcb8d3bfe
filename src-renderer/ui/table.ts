import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import type { Ref } from 'vue'

export interface Column<R> {
  id: string
  /** The heading, translated. */
  label: string
  /** Stands in the heading, so that cells hold the bare number. */
  unit?: string
  /** Right-aligned tabular figures. */
  numeric?: boolean
  /** CSS width; columns without one share the rest. */
  width?: string
  /** What the column sorts by; without it the column does not sort. Null goes last in both directions. */
  sortBy?: (row: R) => string | number | null
  /** Not shown until somebody chooses it. Only in tables with a layout. */
  isOptional?: boolean
  /** Cannot be hidden. */
  isFixed?: boolean
  /** Stays at the left while the others scroll, unless somebody unpins it. */
  isPinned?: boolean
  /** The heading is for screen readers alone. */
  isLabelHidden?: boolean
  /** The cell's text where there is no slot `cell-<id>`. */
  text?: (row: R) => string
}

export interface Sorting {
  column: string
  descending: boolean
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Sorted copy. Equal rows keep the order they came in; keys are read once per row. */
export function sortRows<R>(rows: readonly R[], columns: readonly Column<R>[], sorting: Sorting | null): R[] {
  const sortBy = columns.find((column) => column.id === sorting?.column)?.sortBy
  if (!sorting || !sortBy) return [...rows]
  const sign = sorting.descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: sortBy(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      if (typeof a.key === 'number' && typeof b.key === 'number') return sign * (a.key - b.key)
      return sign * collator.compare(String(a.key), String(b.key))
    })
    .map(({ row }) => row)
}

/** The sorting of one table, remembered on this machine under the table's id. */
export function useSorting(table: string, initial: Sorting | null): { sorting: Ref<Sorting | null>; toggle(column: string): void } {
  const stored = useLocalStorage<{ sorting: Sorting | null }>(`plugboard.table.${table}`, { sorting: initial })
  const sorting = computed({
    get: () => stored.value.sorting,
    set: (value) => {
      stored.value = { sorting: value }
    },
  })
  /** Ascending, then descending, then as the rows come. */
  function toggle(column: string) {
    const current = sorting.value
    if (current?.column !== column) sorting.value = { column, descending: false }
    else sorting.value = current.descending ? initial : { column, descending: true }
  }
  return { sorting, toggle }
}
