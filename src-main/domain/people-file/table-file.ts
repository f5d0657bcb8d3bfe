import { CsvError, rowsOfCsv, type Separator, separatorOf } from '#contract/csv'
import type { PeopleImport } from '#contract/people-file'

/** A file of rows, whoever wrote it: spreadsheets write what their language and their age make of CSV. */
export type TableFile = Pick<PeopleImport, 'encoding' | 'separator'> & (
  | { problem: 'unreadable' | 'empty'; value: string }
  | { problem: null; heading: string[]; rows: string[][] }
)

export function readTable(bytes: Uint8Array): TableFile {
  const { encoding, text } = decoded(bytes)
  if (text.trim() === '') return { encoding, separator: null, problem: 'empty', value: '' }
  if (/^\s*[[{]/.test(text)) return { encoding, separator: null, ...tableOfJson(text) }
  const separator = separatorOf(text)
  try {
    const [heading = [], ...rows] = rowsOfCsv(text)
    return { encoding, separator, problem: null, heading, rows }
  } catch (error) {
    if (error instanceof CsvError) return { encoding, separator, problem: 'unreadable', value: error.message }
    throw error
  }
}

function decoded(bytes: Uint8Array): { encoding: PeopleImport['encoding']; text: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16', text: new TextDecoder('utf-16le').decode(bytes) }
  try {
    // Leaves out the byte order mark.
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { encoding: 'windows-1252', text: new TextDecoder('windows-1252').decode(bytes) }
  }
}

function tableOfJson(text: string): { problem: 'unreadable'; value: string } | { problem: null; heading: string[]; rows: string[][] } {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    return { problem: 'unreadable', value: error instanceof Error ? error.message : String(error) }
  }
  if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'object' || entry === null)) {
    return { problem: 'unreadable', value: 'a list of objects is expected' }
  }
  const entries = list as Record<string, unknown>[] // checked above
  const heading = [...new Set(entries.flatMap((entry) => Object.keys(entry)))]
  const cell = (value: unknown) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '')
  return { problem: null, heading, rows: entries.map((entry) => heading.map((name) => cell(entry[name]))) }
}

/** What a spreadsheet opens: a byte order mark, quotes where needed, and nothing that it would run as a formula. */
export function csvOf(rows: readonly (readonly string[])[], separator: Separator): string {
  const cell = (text: string) => {
    const guarded = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /["\r\n]/.test(guarded) || guarded.includes(separator) ? `"${guarded.replaceAll('"', '""')}"` : guarded
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`
}
