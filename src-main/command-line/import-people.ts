import type { ImportRow, PeopleImport, RowProblem } from '#contract/people-file'
import { Failure } from './failure'
import type { Output } from './reading'
import type { RestClient } from './rest-client'
import type { Row } from './rows-of-file'
import { table } from './table'

/** A file with a person or a token in its heading; `station` alone would be one of chargers. The console reads it whole. */
export function isOfPeople(rows: readonly Row[]): boolean {
  const names = rows.flatMap((row) => Object.keys(row))
  return names.includes('token') || names.includes('person')
}

/** People and tokens: the console judges the rows and takes all of them or none. @throws Failure where one is bad */
export async function importPeople(client: RestClient, wish: { content: Buffer; isDry: boolean }, { isJson, print }: Output): Promise<void> {
  const path = wish.isDry ? '/people/import/preview' : '/people/import'
  const report = await client.ask<PeopleImport>('POST', path, { file: wish.content.toString('base64') })
  if (report.problem) throw new Failure(2, `The file cannot be used: ${report.problem.code} ${report.problem.value}`.trimEnd())
  const done = report.isImported ? 'imported' : 'would be imported'
  const resultOf = (effect: ImportRow['effect']) => (effect === 'same' ? 'as it is' : report.bad > 0 && !wish.isDry ? 'not imported' : done)
  const results = report.rows.map(({ row, person, token, effect, problem, similar }) => ({
    row,
    what: [token && `token ${token}`, person && `person ${person}`].filter(Boolean).join(' of '),
    result: problem ? sentence(problem) : `${resultOf(effect)}${similar === null ? '' : `, maybe the same card as ${similar}`}`,
  }))
  print(isJson
    ? `${JSON.stringify(results, null, 2)}\n`
    : table(['ROW', 'WHAT', 'RESULT'], results.map(({ row, what, result }) => [String(row), what, result])))
  if (report.bad === 0) return
  const bad = report.rows.filter(({ problem }) => problem !== null).map(({ row }) => row)
  throw new Failure(1, `${report.bad} of ${report.rows.length} rows cannot be imported: ${bad.join(', ')}. Nothing was imported.`)
}

function sentence({ code, column, value, other }: RowProblem): string {
  const words: Record<RowProblem['code'], string> = {
    'too-many-cells': `${value} cells, but the heading names ${other}`,
    nothing: 'neither a person nor a token',
    'too-long': 'too long',
    'token-wrong': 'no token',
    'token-twice': `the same token stands in row ${other}`,
    'token-twice-reversed': `the same token stands in row ${other}, in another byte order`,
    'token-taken': `belongs to ${other} already`,
    'token-reversed': `is ${other} in another byte order`,
    'company-unknown': 'no such company',
    'status-wrong': 'accepted or blocked is expected',
    'date-wrong': 'no date; 2026-12-31 or 31.12.2026 is expected',
    'date-order': 'ends before it begins',
    'battery-wrong': 'kilowatt-hours from 0.5 to 2000 are expected',
    'person-differs': `says something else of ${value} than row ${other}`,
  }
  const where = column && code !== 'person-differs' ? `${column} "${value}": ` : ''
  return `${where}${words[code]}`
}
