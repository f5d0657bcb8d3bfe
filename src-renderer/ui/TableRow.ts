import { defineComponent, h } from 'vue'
import type { PropType, VNodeChild } from 'vue'
import type { PlacedColumn } from './column-layout'
import type { Column } from './table'

type Cell = Column<never> & Pick<Partial<PlacedColumn<never>>, 'left'>

export type CellSlots = Readonly<Record<string, ((context: { row: never }) => VNodeChild) | undefined>>

/**
 * One row, as a component of its own and with the table's slots as a prop: a row then renders again only when its own
 * data changed, not with every scroll or patch of the table. It has no listeners; the table's body listens for all.
 */
export const TableRow = defineComponent({
  name: 'TableRow',
  props: {
    row: { type: null as unknown as PropType<unknown>, required: true },
    index: { type: Number, required: true },
    columns: { type: Array as PropType<Cell[]>, required: true },
    cells: { type: Object as PropType<CellSlots>, required: true },
    isTabStop: { type: Boolean, required: true },
    isSelected: { type: Boolean, default: undefined },
    isExpanded: { type: Boolean, default: undefined },
    opens: { type: Boolean, required: true },
  },
  setup: (props) => () => {
    // The table is generic over its rows, and gives rows, columns and cells of the same type.
    const row = props.row as never
    return h(
      'tr',
      {
        'data-index': props.index,
        'aria-rowindex': props.index + 2,
        'aria-selected': props.isSelected,
        'aria-expanded': props.isExpanded,
        tabindex: props.isTabStop ? 0 : -1,
        class: ['h-9 bg-default outline-offset-[-2px] hover:bg-muted aria-selected:bg-elevated', { 'cursor-pointer': props.opens }],
      },
      props.columns.map((column) => h(
        'td',
        {
          key: column.id,
          class: [
            'h-9 truncate border-b border-default/60 px-2 first:pl-4 last:pr-4',
            { 'figures text-right': column.numeric, 'sticky z-1 bg-inherit': column.left !== undefined },
          ],
          style: { left: column.left },
        },
        [props.cells[`cell-${column.id}`]?.({ row }) ?? column.text?.(row)],
      )),
    )
  },
})
