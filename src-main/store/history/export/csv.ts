import { csvCell } from '../../reads/frame-export'
import type { Cell } from '../../../sheet/cell'
import { exportColumns } from './export-columns'
import type { ExportRow } from './export-row'

export interface CsvLook {
  separator: ',' | ';' | '\t'
  decimal: '.' | ','
}

export const csvHead = (look: CsvLook) => line(exportColumns.map(({ heading }) => ({ kind: 'text', value: heading })), look)
export const csvLine = (row: ExportRow, look: CsvLook) => line(exportColumns.map(({ cell }) => cell(row)), look)

const line = (cells: readonly Cell[], look: CsvLook) => `${cells.map((cell) => written(cell, look)).join(look.separator)}\r\n`

function written(cell: Cell, { separator, decimal }: CsvLook): string {
  if (cell.value === null) return ''
  switch (cell.kind) {
    case 'text': {
      const harmless = csvCell(cell.value)
      return harmless.includes(separator) && !harmless.startsWith('"') ? `"${harmless}"` : harmless
    }
    case 'number': {
      const digits = cell.value.toFixed(cell.places)
      const shown = decimal === '.' ? digits : digits.replace('.', ',')
      return shown.includes(separator) ? `"${shown}"` : shown
    }
    // What spreadsheets of every language read as a time.
    case 'instant':
      return new Date(cell.value).toISOString().slice(0, 19).replace('T', ' ')
    case 'duration':
      return hoursMinutesSeconds(cell.value)
  }
}

function hoursMinutesSeconds(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
