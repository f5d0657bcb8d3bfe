import { CsvError, rowsOfCsv } from '#contract/csv'
import type { ExplainedSetting } from './setting-words'
import { problemOf } from './setting-words'

const columns = ['name', 'value', 'access', 'type', 'unit'] as const
type Exported = Pick<ExplainedSetting, (typeof columns)[number]>

export const toJson = (rows: readonly Exported[]): string =>
  `${JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]]))), null, 2)}\n`

export const toCsv = (rows: readonly Exported[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => csvCell(row[column] ?? '')).join(','))].join('\r\n') + '\r\n'

/** A spreadsheet runs what begins like a formula; an apostrophe makes it text. A plain number is none. */
function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  // Blanks at its ends are part of it, and not of the file.
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

export type ImportProblem = 'unreadable' | 'no-name' | 'unknown' | 'read-only' | 'duplicate' | 'same' | 'number' | 'range' | 'allowed'

export interface ImportRow {
  /** Counted from 1, without the heading. */
  row: number
  name: string
  value: string
  problem: ImportProblem | null
}

/** Reads an exported file, or one with the columns name and value; each row says whether it can be used. */
export function readImport(text: string, settings: readonly ExplainedSetting[]): ImportRow[] {
  const known = new Map(settings.map((setting) => [setting.name.toLowerCase(), setting]))
  const seen = new Set<string>()
  return pairsOf(text).map((pair, index): ImportRow => {
    const row = index + 1
    if (pair === null) return { row, name: '', value: '', problem: 'unreadable' }
    const { name, value } = pair
    const key = name.toLowerCase()
    const isDuplicate = seen.has(key)
    seen.add(key)
    const setting = known.get(key)
    return { row, name: setting?.name ?? name, value, problem: isDuplicate ? 'duplicate' : problemWith(name, value, setting) }
  })
}

function problemWith(name: string, value: string, setting: ExplainedSetting | undefined): ImportProblem | null {
  if (name === '') return 'no-name'
  if (!setting) return 'unknown'
  if (setting.access === 'read-only') return 'read-only'
  if (setting.value === value) return 'same'
  const problem = problemOf(setting, value)
  return problem === 'minimum' || problem === 'maximum' ? 'range' : problem
}

type Pair = { name: string; value: string } | null

function pairsOf(text: string): Pair[] {
  const plain = text.replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(plain) ? pairsOfJson(plain) : pairsOfCsv(plain)
}

/** A list of objects with name and value, or one object of values by name. */
function pairsOfJson(text: string): Pair[] {
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed.map(pairOf)
    return Object.entries(parsed as object).map(([name, value]) => pairOf({ name, value }))
  } catch {
    return [null]
  }
}

function pairOf(entry: unknown): Pair {
  if (typeof entry !== 'object' || entry === null) return null
  const { name, value } = entry as { name?: unknown; value?: unknown }
  if (typeof name !== 'string' || typeof value === 'object' && value !== null) return null
  return { name: name.trim(), value: String(value ?? '') }
}

function pairsOfCsv(text: string): Pair[] {
  let rows: string[][]
  try {
    rows = rowsOfCsv(text)
  } catch (error) {
    if (error instanceof CsvError) return [null]
    throw error
  }
  const [heading, ...lines] = rows
  const at = (column: string) => heading?.findIndex((cell) => cell.toLowerCase() === column) ?? -1
  const name = at('name')
  const value = at('value')
  if (name < 0 || value < 0) return [null]
  return lines.filter((cells) => cells.some((cell) => cell !== '')).map((cells) => ({ name: cells[name] ?? '', value: cells[value] ?? '' }))
}
