import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { endReasons, inactivityClasses, marks } from '#contract/vocabulary'
import { historyFilterSchema, type HistoryOrder, historySorts } from '#contract/session-history'
import type { SessionRow } from '#contract/sessions'
import { emptyMeter } from '../../domain/meter'
import { migrate } from '../open-database'
import { readRows } from '../reads/history'
import { type Changes, openHistoryIndex } from './history-index'
import { pageOf } from './page-of'
import { summaryOf } from './summary'

const nothing: Changes = { sessions: [], all: false }
const filterOf = (filter: Record<string, unknown> = {}) => historyFilterSchema.parse(filter)

/** So many ended sessions, different in everything that can be filtered; the same in every run. */
function aDatabase(count: number) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-'))
  const file = join(directory, 'plugboard.sqlite')
  const writer = new Database(file)
  writer.pragma('journal_mode = WAL')
  migrate(writer)
  const reader = new Database(file, { readonly: true })
  onTestFinished(() => {
    reader.close()
    writer.close()
    rmSync(directory, { recursive: true })
  })
  writer.exec(/* sql */ `
    insert into station (station, name, admission, first_seen_at, facts) values
      ('CP-1', 'Gate West', 'registered', 1, '{}'), ('CP-2', 'Gate East', 'registered', 1, '{}'),
      ('CP-3', 'Stranger', 'quarantined', 1, '{}')
  `)
  const insert = writer.prepare<unknown[]>(/* sql */ `
    insert into session (session, station, evse, connector, id_token, person, person_id, company_id, company_name, site_id, site_name,
      area_id, area_name, state, started_at, start_seen, ended_at, energy_mwh, reason, marks, meter, inactivity_ms, price_amount, price_currency, used_at)
    values (?, ?, ?, 1, ?, ?, ?, ?, 'C', ?, 'S', ?, 'A', ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  `)
  for (let n = 1; n <= count; n += 1) {
    const startedAt = 1_000_000 + ((n * 7919) % count) * 60_000
    const person = n % 4
    insert.run(
      n, `CP-${(n % 3) + 1}`, (n % 2) + 1, n % 5 === 0 ? null : `04A${n % 50}B`, person === 0 ? null : `User ${person}`,
      person === 0 ? null : person, (n % 2) + 1, (n % 5) + 1, n % 7 === 0 ? null : (n % 7) + 1, n % 41 === 0 ? 'running' : 'completed', startedAt,
      n % 37 === 0 ? null : startedAt + (n % 90) * 60_000, (n % 60) * 1_000_000, endReasons[n % endReasons.length],
      JSON.stringify(n % 6 === 0 ? [marks[n % marks.length]] : []), JSON.stringify({ ...emptyMeter, energyWh: (n % 60) * 1000 }),
      n % 11 === 0 ? null : (n % 45) * 60_000, n % 3 === 0 ? (n % 50) * 100_000 : null, n % 3 !== 0 ? null : n % 2 === 0 ? 'EUR' : 'CHF',
    )
  }
  const index = openHistoryIndex(reader)
  const ids = (filter: Record<string, unknown> = {}) => [...index.find(filterOf(filter)).selection].sort((a, b) => a - b)
  return { writer, reader, index, ids }
}

const all = Array.from({ length: 900 }, (_, index) => index + 1).filter((n) => n % 3 !== 2 && n % 41 !== 0)

const conditions: [string, Record<string, unknown>, (row: SessionRow) => boolean][] = [
  ['a station', { station: 'CP-1' }, (row) => row.station === 'CP-1'],
  ['times', { from: 10_000_000, to: 30_000_000 }, (row) => row.startedAt >= 10_000_000 && row.startedAt < 30_000_000],
  ['people', { people: [1, 3] }, (row) => row.personId === 1 || row.personId === 3],
  ['a connector', { evse: 2 }, (row) => row.place?.evse === 2],
  ['reasons', { reasons: ['local', 'power-loss'] }, (row) => row.reason === 'local' || row.reason === 'power-loss'],
  ['marks', { marks: [marks[0], marks[1]] }, (row) => row.marks.some((mark) => mark === marks[0] || mark === marks[1])],
  ['energy', { energyFromWh: 20_000, energyToWh: 30_000 }, (row) => row.energyWh >= 20_000 && row.energyWh <= 30_000],
  ...inactivityClasses.map((one) => [
    `${one} inactivity`, { inactivity: [one] }, (row: SessionRow) => row.inactivityClass === one,
  ] as [string, Record<string, unknown>, (row: SessionRow) => boolean]),
  ['price', { priceFrom: 1_000_000, priceTo: 2_000_000, currency: 'EUR' }, ({ price }) => price?.currency === 'EUR' && price.amount >= 1_000_000 && price.amount <= 2_000_000],
  ['a name', { text: 'user 2' }, (row) => row.person === 'User 2' || (/2/.test(`${row.station} ${row.idToken}`) && row.person !== null) || (row.person !== null && (row.place?.evse === 2 || row.session === 2))],
  ['words of a station', { text: 'WEST gate' }, (row) => row.station === 'CP-1'],
]

it.each(conditions)('finds sessions by %s, alone and with any other condition', (_, filter, isMeant) => {
  const { ids, reader } = aDatabase(900)
  const rows = readRows(reader, all)
  expect(ids(filter)).toEqual(rows.filter(isMeant).map(({ session }) => session))
  for (const [, other, isMeantToo] of conditions) {
    if (Object.keys(other).some((name) => name in filter)) continue
    expect(ids({ ...filter, ...other })).toEqual(rows.filter((row) => isMeant(row) && isMeantToo(row)).map(({ session }) => session))
  }
})

it('finds sessions by company, site and area', () => {
  const { ids } = aDatabase(900)
  expect(ids({ companies: [1] })).toEqual(all.filter((n) => n % 2 === 0))
  expect(ids({ sites: [2, 3], areas: [4] })).toEqual(all.filter((n) => (n % 5 === 1 || n % 5 === 2) && n % 7 === 3))
})

it('finds one session by its number, and nothing by an unknown station', () => {
  const { ids } = aDatabase(900)
  expect(ids({ text: '741' })).toEqual([741])
  expect(ids({ station: 'CP-9' })).toEqual([])
})

it.each(historySorts.flatMap((by) => [true, false].map((descending): [HistoryOrder] => [{ by, descending }])))(
  'pages through all sessions once, by %o',
  (order) => {
    const { index, reader } = aDatabase(900)
    const { held, selection } = index.find(filterOf())
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page: ReturnType<typeof pageOf> = pageOf(held.columns, selection, { order, cursor, limit: 37 })
      seen.push(...page.sessions)
      cursor = page.next
    } while (cursor !== null)
    const value = ({ session, startedAt, endedAt, energyWh, inactivityMs, price }: SessionRow) =>
      ({ session, start: startedAt, end: endedAt, duration: endedAt && endedAt - startedAt, inactivity: inactivityMs, energy: energyWh, price: price?.amount ?? null })[order.by]
    const sign = order.descending ? -1 : 1
    const expected = readRows(reader, all).sort((a, b) => {
      const [left, right] = [value(a), value(b)]
      if (left === null || right === null) return left === right ? (a.session - b.session) * sign : left === null ? 1 : -1
      return (left - right) * sign || (a.session - b.session) * sign
    })
    expect(seen).toEqual(expected.map(({ session }) => session))
  },
)

it('adds up what a filter finds', () => {
  const { index, reader } = aDatabase(900)
  const { held, selection } = index.find(filterOf({ station: 'CP-1' }))
  const rows = readRows(reader, [...selection])
  const sum = (of: (row: SessionRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  expect(summaryOf(held, selection)).toMatchObject({
    sessions: rows.length,
    energyWh: sum(({ energyWh }) => energyWh),
    durationMs: sum(({ startedAt, endedAt }) => (endedAt ?? startedAt) - startedAt),
    inactivityMs: sum(({ inactivityMs }) => inactivityMs ?? 0),
    inactivityKnown: sum(({ inactivityMs }) => (inactivityMs === null ? 0 : 1)),
  })
})

it('adds up amounts for each currency of its own', () => {
  const { index, reader } = aDatabase(900)
  const { held, selection } = index.find(filterOf())
  const rows = readRows(reader, all)
  const { revenue } = summaryOf(held, selection)
  expect(revenue.map(({ currency }) => currency).sort()).toEqual(['CHF', 'EUR'])
  for (const { currency, amount, sessions } of revenue) {
    const priced = rows.flatMap(({ price }) => (price?.currency === currency ? [price.amount] : []))
    expect({ amount, sessions }).toEqual({ amount: priced.reduce((total, one) => total + one, 0), sessions: priced.length })
  }
})

it('follows sessions that end, change and merge, and stations that are renamed or taken in', () => {
  const { writer, index, ids } = aDatabase(90)
  expect(ids({ text: 'harbour' })).toEqual([])
  writer.exec(`update session set state = 'completed', energy_mwh = 5 where session = 82`)
  writer.exec(`update session set merged_into = 4 where session = 6`)
  index.note({ sessions: [82, 6, 100_000], all: false })
  expect(ids()).toContain(82)
  expect(ids()).not.toContain(6)
  writer.exec(`update station set name = 'Harbour' where station = 'CP-2'`)
  writer.exec(`update station set admission = 'registered' where station = 'CP-3'`)
  expect(ids({ text: 'harbour' })).toEqual(ids({ station: 'CP-2' }))
  expect(ids({ station: 'CP-3' })).toHaveLength(29)
  writer.exec(/* sql */ `update session set site_id = 77`)
  index.note({ ...nothing, all: true })
  expect(ids({ sites: [77] })).toEqual(ids())
})
