import { CsvError, parse } from 'csv-parse/browser/esm/sync'

export type Separator = ';' | ',' | '\t'

/** Says where a file is no CSV, as for a quote that never ends. */
export { CsvError }

/** Which of the three parts the heading most; names of columns hold none of them. */
export function separatorOf(text: string): Separator {
  const [heading = ''] = text.split(/\r?\n|\r/, 1)
  const count = (sign: string) => heading.split(sign).length
  return ([';', '\t'] as const).filter((sign) => count(sign) > 1).sort((a, b) => count(b) - count(a))[0] ?? ','
}

/** Rows of a file, the heading first, however a spreadsheet of whatever language writes CSV. @throws CsvError */
export function rowsOfCsv(text: string): string[][] {
  const rows = parse(text, { bom: true, delimiter: separatorOf(text), relaxColumnCount: true, trim: true })
  return rows.map((cells) => cells.map(unguarded))
}

/** Exports put an apostrophe before what a spreadsheet would run. */
const unguarded = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
