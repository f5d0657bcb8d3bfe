import { useLocalStorage } from '@vueuse/core'
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { Column } from './table'

/** What a person chose for the columns of one table. What is not named here is as the table has it. */
export interface ColumnChoice {
  /** Ids in the order of the person; empty: never changed. */
  order: string[]
  isShown: Record<string, boolean>
  widthPx: Record<string, number>
  isPinned: Record<string, boolean>
}

/** A column with its place: `left` is CSS, of a pinned one only. */
export interface PlacedColumn<R> extends Column<R> {
  isShown: boolean
  isPinned: boolean
  left?: string
}

export interface ColumnLayout<R> {
  /** All that can be chosen, in order, the pinned ones first. */
  all: ComputedRef<PlacedColumn<R>[]>
  visible: ComputedRef<PlacedColumn<R>[]>
  isChanged: ComputedRef<boolean>
  show(id: string, isShown: boolean): void
  pin(id: string, isPinned: boolean): void
  /** Before or after (`step` 1) its neighbour; pinned ones stay among themselves. */
  move(id: string, step: -1 | 1): void
  /** To where another column is. */
  moveTo(id: string, target: string): void
  resize(id: string, widthPx: number): void
  reset(): void
}

export const narrowestPx = 48
const widestPx = 800
/** Of a pinned column that has none: the places of those after it must be known. */
const assumedWidth = '10rem'
const noChoice: ColumnChoice = { order: [], isShown: {}, widthPx: {}, isPinned: {} }

/**
 * Columns as they were chosen. One that is new since then stands where the table has it, after its neighbour, so that
 * an update never hides what it brings.
 */
export function placeColumns<R>(columns: readonly Column<R>[], choice: ColumnChoice): PlacedColumn<R>[] {
  const placed = inOrder(columns, choice.order).map((column): PlacedColumn<R> => {
    const widthPx = choice.widthPx[column.id]
    return {
      ...column,
      ...(widthPx !== undefined && { width: `${clampWidth(widthPx)}px` }),
      isShown: column.isFixed === true || (choice.isShown[column.id] ?? column.isOptional !== true),
      isPinned: choice.isPinned[column.id] ?? column.isPinned ?? false,
    }
  })
  const lefts: string[] = []
  const pinned = placed.filter(({ isPinned }) => isPinned).map((column) => {
    const width = column.width ?? assumedWidth
    const left = lefts.length === 0 ? '0px' : `calc(${lefts.join(' + ')})`
    if (column.isShown) lefts.push(width)
    return { ...column, width, left }
  })
  return [...pinned, ...placed.filter(({ isPinned }) => !isPinned)]
}

function inOrder<R>(columns: readonly Column<R>[], order: readonly string[]): Column<R>[] {
  if (order.length === 0) return [...columns]
  const result = order.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  columns.forEach((column, index) => {
    if (order.includes(column.id)) return
    const before = columns[index - 1]
    result.splice(before ? result.indexOf(before) + 1 : 0, 0, column)
  })
  return result
}

const clampWidth = (px: number) => Math.round(Math.min(widestPx, Math.max(narrowestPx, px)))

/** The columns of one table as this machine remembers them under the table's id. */
export function useColumnLayout<R>(table: string, columns: MaybeRefOrGetter<readonly Column<R>[]>): ColumnLayout<R> {
  const stored = useLocalStorage<ColumnChoice>(`plugboard.columns.${table}`, noChoice, { mergeDefaults: true })
  const all = computed(() => placeColumns(toValue(columns), stored.value))
  const change = (part: Partial<ColumnChoice>) => {
    stored.value = { ...stored.value, ...part }
  }
  function reorder(id: string, to: (ids: string[], from: number) => number) {
    const own = all.value.find((column) => column.id === id)
    if (!own) return
    const ids = all.value.filter(({ isPinned }) => isPinned === own.isPinned).map((column) => column.id)
    const from = ids.indexOf(id)
    const target = to(ids, from)
    if (target < 0 || target >= ids.length || target === from) return
    ids.splice(target, 0, ...ids.splice(from, 1))
    const others = all.value.filter(({ isPinned }) => isPinned !== own.isPinned).map((column) => column.id)
    change({ order: own.isPinned ? [...ids, ...others] : [...others, ...ids] })
  }
  return {
    all,
    visible: computed(() => all.value.filter(({ isShown }) => isShown)),
    isChanged: computed(() => JSON.stringify(stored.value) !== JSON.stringify(noChoice)),
    show: (id, isShown) => change({ isShown: { ...stored.value.isShown, [id]: isShown } }),
    pin: (id, isPinned) => change({ isPinned: { ...stored.value.isPinned, [id]: isPinned } }),
    move: (id, step) => reorder(id, (_, from) => from + step),
    moveTo: (id, target) => reorder(id, (ids) => ids.indexOf(target)),
    resize: (id, widthPx) => change({ widthPx: { ...stored.value.widthPx, [id]: clampWidth(widthPx) } }),
    reset: () => change(noChoice),
  }
}
