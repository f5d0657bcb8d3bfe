import { createWorkbook } from '../../../sheet/workbook'
import { exportColumns } from './export-columns'
import type { ExportRow } from './export-row'

/** A sheet of Excel holds 1,048,576 rows. */
const ROWS_OF_SHEET = 1_000_000

/** Sessions as a workbook, written piece by piece. */
export function xlsxFile() {
  const book = createWorkbook()
  let sheets = 0
  let room = 0

  function beginSheet(): void {
    sheets += 1
    room = ROWS_OF_SHEET
    book.sheet(sheets === 1 ? 'Sessions' : `Sessions ${sheets}`, exportColumns)
  }

  beginSheet()
  return {
    write(piece: readonly ExportRow[]): void {
      for (let at = 0; at < piece.length;) {
        if (room === 0) beginSheet()
        const fitting = piece.slice(at, at + room)
        book.rows(fitting.map((row) => exportColumns.map(({ cell }) => cell(row))))
        at += fitting.length
        room -= fitting.length
      }
    },
    end: book.end,
    take: book.take,
  }
}
