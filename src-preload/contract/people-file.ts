import { z } from 'zod'

/** People and tokens as a file: a row for each token, or for a person without one. */

export const peopleColumns = [
  'person', 'company', 'cost_centre', 'person_note', 'vehicle', 'plate', 'battery_kwh',
  'token', 'status', 'valid_from', 'valid_until', 'group', 'note',
] as const
export type PeopleColumn = (typeof peopleColumns)[number]

export const mostImportRows = 20_000
/** The file as it is, in base64, 8 MiB at most: the core finds out its encoding and separator. */
export const peopleFileSchema = z.object({ file: z.base64().max(11_200_000) })
export const separators = [';', ',', '\t'] as const

export const rowProblems = [
  'too-many-cells', 'nothing', 'too-long', 'token-wrong', 'token-twice', 'token-twice-reversed', 'token-taken',
  'token-reversed', 'company-unknown', 'status-wrong', 'date-wrong', 'date-order', 'battery-wrong', 'person-differs',
] as const
export const fileProblems = ['unreadable', 'empty', 'column-unknown', 'column-twice', 'column-missing', 'too-many-rows'] as const

export interface RowProblem {
  code: (typeof rowProblems)[number]
  column: PeopleColumn | null
  value: string
  /** The row, or the person, or the token that it collides with. */
  other: string | null
}

export interface ImportRow {
  /** Counted from 1, without the heading. */
  row: number
  person: string
  token: string
  /** Null: it cannot be imported. */
  effect: 'new' | 'changed' | 'same' | null
  problem: RowProblem | null
  /** A known token that may be the same card, read by another reader; the row is imported all the same. */
  similar: string | null
}

export interface PeopleImport {
  encoding: 'utf-8' | 'utf-16' | 'windows-1252'
  /** Null: JSON. */
  separator: (typeof separators)[number] | null
  /** The file as a whole cannot be used. */
  problem: { code: (typeof fileProblems)[number]; value: string } | null
  rows: ImportRow[]
  /** Rows with a problem; as long as there is one, nothing is imported. */
  bad: number
  isImported: boolean
}
