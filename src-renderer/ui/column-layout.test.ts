import { describe, expect, it } from 'vitest'
import { type ColumnChoice, placeColumns } from './column-layout'
import type { Column } from './table'

const aColumn = (id: string, more: Partial<Column<never>> = {}): Column<never> => ({ id, label: id, ...more })
const aChoice = (more: Partial<ColumnChoice> = {}): ColumnChoice => ({ order: [], isShown: {}, widthPx: {}, isPinned: {}, ...more })
const columns = [aColumn('no', { width: '4rem' }), aColumn('charger'), aColumn('power', { width: '6rem' }), aColumn('area', { isOptional: true })]
const idsOf = (choice: ColumnChoice, of = columns) => placeColumns(of, choice).filter(({ isShown }) => isShown).map(({ id }) => id)

describe('the columns of a table', () => {
  it('are the table\'s own until somebody chooses, without those on demand', () => {
    expect(idsOf(aChoice())).toEqual(['no', 'charger', 'power'])
  })

  it('are shown and hidden by choice, but a fixed one stays', () => {
    expect(idsOf(aChoice({ isShown: { area: true, charger: false } }))).toEqual(['no', 'power', 'area'])
    expect(idsOf(aChoice({ isShown: { no: false } }), [aColumn('no', { isFixed: true })])).toEqual(['no'])
  })

  it('keep the chosen order, and one that is new since stands after its neighbour', () => {
    expect(idsOf(aChoice({ order: ['power', 'no', 'gone', 'charger', 'area'] }))).toEqual(['power', 'no', 'charger'])
    const withPrice = [...columns.slice(0, 3), aColumn('price'), ...columns.slice(3)]
    expect(idsOf(aChoice({ order: ['power', 'no', 'charger', 'area'] }), withPrice)).toEqual(['power', 'price', 'no', 'charger'])
  })

  it('stand at the left when they are pinned, each beside the widths before it', () => {
    const placed = placeColumns(columns, aChoice({ isPinned: { power: true, charger: true }, widthPx: { power: 120 } }))
    expect(placed.map(({ id, left }) => [id, left])).toEqual([
      ['charger', '0px'], ['power', 'calc(10rem)'], ['no', undefined], ['area', undefined],
    ])
    expect(placed[1]?.width).toBe('120px')
  })

  it('are never too narrow to be widened again', () => {
    expect(placeColumns(columns, aChoice({ widthPx: { no: 2 } }))[0]?.width).toBe('48px')
  })
})
