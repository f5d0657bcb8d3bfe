import { describe, expect, it } from 'vitest'
import { instantOfCell } from './day'
import { type Known, type KnownPerson, planImport } from './plan-import'
import { readTable } from './table-file'

const ada: KnownPerson = { person: 1, name: 'Ada', note: '', company: 7, costCentre: 'K1', vehicles: [{ name: 'Van', plate: 'B-AB 1', batteryWh: null }] }
const hers = { raw: '04:A2:B3:C4', status: 'accepted', validFrom: null, validUntil: null, group: null, person: 1, note: '' } as const
const known: Known = {
  person: (name) => (name.toLowerCase() === 'ada' ? ada : null),
  nameOf: () => 'Ada',
  company: (name) => (name.toLowerCase() === 'works' ? 7 : null),
  token: (token) => (token === '04A2B3C4' ? hers : null),
  similar: (token) => (token.startsWith('04A2B3C4') ? hers.raw : null),
}
const plan = (...lines: string[]) => planImport(readTable(new TextEncoder().encode(lines.join('\n'))), known)
const problems = (...lines: string[]) => plan(...lines).report.rows.map(({ problem }) => problem && [problem.code, problem.column, problem.other])

describe('a row that cannot be imported', () => {
  it.each([
    ['no person and no token', 'person,token,note', ',,x', ['nothing', null, null]],
    ['a cell too many', 'person,token', 'Bob,11,22', ['too-many-cells', null, '2']],
    ['a name that is too long', 'person', 'B'.repeat(101), ['too-long', 'person', null]],
    ['an unknown company', 'person,company', 'Bob,Wroks', ['company-unknown', 'company', null]],
    ['a status that is none', 'token,status', '11,maybe', ['status-wrong', 'status', null]],
    ['a day that is none', 'token,valid_from', '11,31.02.2026', ['date-wrong', 'valid_from', null]],
    ['an American day', 'token,valid_until', '11,12/31/2026', ['date-wrong', 'valid_until', null]],
    ['an end before its beginning', 'token,valid_from,valid_until', '11,2026-02-01,2026-01-01', ['date-order', 'valid_until', null]],
    ['a battery without sense', 'person,battery_kwh', 'Bob,big', ['battery-wrong', 'battery_kwh', null]],
    ['a token of somebody else', 'person,token', 'Bob,04a2b3c4', ['token-taken', 'token', 'Ada']],
    ['a known token in another byte order (quirk A01)', 'person,token', 'Bob,C4B3A204', ['token-reversed', 'token', '04:A2:B3:C4']],
  ])('has %s', (_, heading, row, problem) => {
    expect(problems(heading, row)).toEqual([problem])
  })

  it('has a token that stands in an earlier row, also with separators or in another byte order (quirk A01)', () => {
    expect(problems('token', '20:69:C0:21', '2069c021', '21C06920', '99')).toEqual([
      null, ['token-twice', 'token', '1'], ['token-twice-reversed', 'token', '1'], null,
    ])
  })

  it('says something else of a person than an earlier row', () => {
    expect(problems('person,cost_centre,token', 'Bob,K1,11', 'Bob,,22', 'Bob,K2,33')).toEqual([null, null, ['person-differs', 'cost_centre', '1']])
  })
})

it('imports a token that may be another reading of a known card, and says so (quirk A01)', () => {
  const { report, tokens } = plan('person,token', 'Bob,04A2B3C4D5E6F7')
  expect(report).toMatchObject({ bad: 0, rows: [{ effect: 'new', problem: null, similar: '04:A2:B3:C4' }] })
  expect(tokens).toHaveLength(1)
})

it.each([
  ['a column that is not known', ['person,tokn', 'Bob,11'], { code: 'column-unknown', value: 'tokn' }],
  ['a column twice', ['person,Person', 'Bob,Bob'], { code: 'column-twice', value: 'person' }],
  ['neither person nor token', ['note', 'x'], { code: 'column-missing', value: 'person, token' }],
  ['a heading alone', ['person,token', ' , '], { code: 'empty', value: '' }],
])('refuses a file with %s', (_, lines, problem) => {
  expect(plan(...lines).report).toMatchObject({ problem, rows: [] })
})

it('tells what is new, what changes and what is there already; rows count without the heading and with empty lines', () => {
  const { report, people, tokens } = plan('Person,Token,Plate,Battery kWh,Valid-until', 'Ada,04a2b3c4,,,', '', 'ada,,b-ab1,"60,5",', 'Bob,11,,,2026-12-31')
  expect(report.rows.map(({ row, effect }) => [row, effect])).toEqual([[1, 'same'], [3, 'changed'], [4, 'new']])
  expect(people).toEqual([
    { ...ada, vehicles: [{ name: 'Van', plate: 'b-ab1', batteryWh: 60_500 }] },
    { person: null, name: 'Bob', note: '', company: null, costCentre: '', vehicles: [] },
  ])
  expect(tokens).toMatchObject([{ token: '04A2B3C4', owner: { planned: 0 } }, { token: '11', validUntil: new Date(2027, 0, 1).getTime(), owner: { planned: 1 } }])
})

it.each([
  ['2026-02-28', false, new Date(2026, 1, 28).getTime()],
  ['28.2.2026', true, new Date(2026, 2, 1).getTime()],
  ['2026-02-28 17:30', true, new Date(2026, 1, 28, 17, 30).getTime()],
  ['2026-02-28T17:30:00.000Z', true, Date.UTC(2026, 1, 28, 17, 30)],
  ['2026-02-30T17:30:00Z', false, NaN],
  ['tomorrow', false, NaN],
])('reads "%s" as an instant (end: %s)', (text, isEnd, at) => {
  expect(instantOfCell(text, isEnd)).toBe(at)
})
