import { describe, expect, it } from 'vitest'
import { readImport, toCsv, toJson } from './exchange'
import { explained, problemOf } from './setting-words'
import type { ExplainedSetting } from './setting-words'

const setting = (name: string, value: string | null, over: Partial<ExplainedSetting> = {}): ExplainedSetting => ({
  ...explained({
    name, value, component: null, access: 'read-write', type: null, allowed: [], minimum: null, maximum: null, unit: null,
    readAt: 0, changedAt: null, isRebootNeeded: false, desired: null,
  }, 'en'),
  ...over,
})
const all = [
  setting('HeartbeatInterval', '300'),
  setting('CpoName', '=HYPERLINK("x")'),
  setting('MeterValuesSampledData', 'SoC,Voltage'),
  setting('WelcomeText', ' two\nlines '),
  setting('NumberOfConnectors', '2', { access: 'read-only' }),
]

describe('settings in files', () => {
  it('a formula in a value is text for a spreadsheet, and the same value again when it comes back', () => {
    const csv = toCsv(all)
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    expect(readImport(csv, all).map(({ value, problem }) => [value, problem])).toContainEqual(['=HYPERLINK("x")', 'same'])
  })

  it.each([['+49 30', `'+49 30`], ['-5', '-5'], ['@x', `'@x`], ['plain', 'plain']])('%s is written %s', (value, written) => {
    expect(toCsv([setting('CpoName', value)]).split('\r\n')[1]).toBe(`CpoName,${written},read-write,string,`)
  })

  it.each([['JSON', toJson], ['CSV', toCsv]])('%s comes back as it was', (_, write) => {
    expect(readImport(write(all), all).map(({ name, value }) => ({ name, value }))).toEqual(
      all.map(({ name, value }) => ({ name, value })))
  })

  it('every row that cannot be used says why', () => {
    const csv = 'name;value\r\nheartbeatinterval;60\r\nHeartbeatInterval;70\r\nNope;1\r\nNumberOfConnectors;3\r\n;1\r\nMeterValuesSampledData;SoC,Voltage'
    expect(readImport(csv, all)).toEqual([
      { row: 1, name: 'HeartbeatInterval', value: '60', problem: null },
      { row: 2, name: 'HeartbeatInterval', value: '70', problem: 'duplicate' },
      { row: 3, name: 'Nope', value: '1', problem: 'unknown' },
      { row: 4, name: 'NumberOfConnectors', value: '3', problem: 'read-only' },
      { row: 5, name: '', value: '1', problem: 'no-name' },
      { row: 6, name: 'MeterValuesSampledData', value: 'SoC,Voltage', problem: 'same' },
    ])
  })

  it.each(['{broken', '[1, null]', 'a,b\n1,2', 'name,value\n"CpoName,1'])('what is no such file is unreadable: %s', (text) => {
    expect(readImport(text, all).map(({ problem }) => problem)).toContain('unreadable')
  })

  it('values by name in one object are taken', () => {
    expect(readImport('{"HeartbeatInterval": 60}', all)).toMatchObject([{ value: '60', problem: null }])
  })
})

it.each([
  ['integer', '1.5', 'number'],
  ['integer', '', 'number'],
  ['integer', '3', 'minimum'],
  ['integer', '30', null],
  ['integer', '300', 'maximum'],
] as const)('a value of type %s: %j is %s', (type, value, problem) => {
  expect(problemOf({ type, minimum: 10, maximum: 100, allowed: [] }, value)).toBe(problem)
})

it('a list may hold allowed words only', () => {
  expect(problemOf({ type: 'MemberList', minimum: null, maximum: null, allowed: ['A', 'W'] }, 'A, w')).toBeNull()
  expect(problemOf({ type: 'MemberList', minimum: null, maximum: null, allowed: ['A', 'W'] }, 'A,V')).toBe('allowed')
})
