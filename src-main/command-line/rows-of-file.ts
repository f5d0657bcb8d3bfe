export type Row = Record<string, string>

/** CSV with a heading (comma or semicolon, quotes as spreadsheets write them), or a JSON list of objects. @throws */
export function rowsOfFile(file: string): Row[] {
  const text = file.replace(/^\uFEFF/, '')
  if (/^\s*[[{]/.test(text)) return rowsOfJson(JSON.parse(text))
  const [heading = [], ...lines] = cellsOf(text).filter((cells) => cells.some((cell) => cell !== ''))
  const names = heading.map((name) => name.trim().toLowerCase())
  return lines.map((cells) => Object.fromEntries(names.map((name, column) => [name, unguarded(cells[column]?.trim() ?? '')])))
}

function rowsOfJson(value: unknown): Row[] {
  if (!Array.isArray(value)) throw new Error('a list of objects is expected')
  return value.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) throw new Error('a list of objects is expected')
    const isPlain = ([, cell]: [string, unknown]) => ['string', 'number', 'boolean'].includes(typeof cell)
    return Object.fromEntries(Object.entries(entry).filter(isPlain).map(([name, cell]) => [name.toLowerCase(), String(cell).trim()]))
  })
}

/** Exports put an apostrophe before what a spreadsheet would run. */
const unguarded = (cell: string) => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

function cellsOf(text: string): string[][] {
  const heading = text.slice(0, text.search(/\r?\n|$/))
  const separator = heading.includes(';') && !heading.includes(',') ? ';' : ','
  const rows: string[][] = [['']]
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index)
    const row = rows.at(-1) ?? []
    const last = row.length - 1
    if (isQuoted && sign === '"' && text.charAt(index + 1) === '"') row[last] += text.charAt(++index)
    else if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted) row[last] += sign
    else if (sign === separator) row.push('')
    else if (sign === '\n') rows.push([''])
    else if (sign !== '\r') row[last] += sign
  }
  return rows
}
