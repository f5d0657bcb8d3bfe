import { rowsOfCsv } from '#contract/csv'

export type Row = Record<string, string>

/** CSV with a heading, or a JSON list of objects; names in lower case. @throws */
export function rowsOfFile(file: string): Row[] {
  const text = file.replace(/^\uFEFF/, '')
  if (/^\s*[[{]/.test(text)) return rowsOfJson(JSON.parse(text))
  const [heading = [], ...lines] = rowsOfCsv(text).filter((cells) => cells.some((cell) => cell !== ''))
  const names = heading.map((name) => name.toLowerCase())
  return lines.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])))
}

function rowsOfJson(value: unknown): Row[] {
  if (!Array.isArray(value)) throw new Error('a list of objects is expected')
  return value.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) throw new Error('a list of objects is expected')
    const isPlain = ([, cell]: [string, unknown]) => ['string', 'number', 'boolean'].includes(typeof cell)
    return Object.fromEntries(Object.entries(entry).filter(isPlain).map(([name, cell]) => [name.toLowerCase(), String(cell).trim()]))
  })
}
