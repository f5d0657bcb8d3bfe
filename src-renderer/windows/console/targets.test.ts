import { describe, expect, it } from 'vitest'
import type { CommandRecord } from '#contract/commands'
import type { StationRow } from '#contract/stations'
import { choicesOf, filterTargets, modelOf, resultsAsCsv } from './targets'
import type { Delivery } from './use-broadcast'

const aRow = (overrides: Partial<StationRow>) =>
  ({ station: 'CP-1', name: 'Gate', siteName: null, protocol: 'OCPP 1.6J', vendor: null, model: null, ...overrides }) as StationRow

describe('filterTargets', () => {
  const rows = [
    aRow({ station: 'CP-1', name: 'Gate', siteName: 'Harbour', vendor: 'Acme', model: 'A1' }),
    aRow({ station: 'CP-2', name: 'Yard', siteName: 'Harbour', protocol: 'OCPP 2.1' }),
    aRow({ station: 'CP-3', name: 'Roof' }),
  ]
  const none = { text: '', site: null, protocol: null, model: null }
  it.each([
    { filter: none, left: ['CP-1', 'CP-2', 'CP-3'] },
    { filter: { ...none, text: ' yard ' }, left: ['CP-2'] },
    { filter: { ...none, text: 'cp-3' }, left: ['CP-3'] },
    { filter: { ...none, site: 'Harbour' }, left: ['CP-1', 'CP-2'] },
    { filter: { ...none, site: 'Harbour', protocol: 'OCPP 2.1' }, left: ['CP-2'] },
    { filter: { ...none, model: 'Acme A1' }, left: ['CP-1'] },
  ])('leaves $left', ({ filter, left }) => {
    expect(filterTargets(rows, filter).map(({ station }) => station)).toEqual(left)
  })

  it('offers each value once, and none for what is not known', () => {
    expect(choicesOf(rows.map(({ siteName }) => siteName))).toEqual(['Harbour'])
    expect(choicesOf(rows.map(modelOf))).toEqual(['Acme A1'])
  })
})

describe('resultsAsCsv', () => {
  const answered = (record: Partial<CommandRecord>): Delivery => ({ state: 'answered', fault: null, record: record as CommandRecord })
  const line = (row: Partial<StationRow>, delivery: Delivery) =>
    resultsAsCsv([aRow(row)], new Map([[row.station ?? 'CP-1', delivery]])).split('\r\n')[1]

  it('quotes what needs it', () => {
    const delivery = answered({ outcome: 'accepted', answer: 'Accepted', roundTripMs: 12, response: { status: 'Accepted' } })
    expect(line({ name: 'Gate, "left"' }, delivery)).toBe(
      'CP-1,"Gate, ""left""",,OCPP 1.6J,accepted,Accepted,12,"{""status"":""Accepted""}"')
  })

  it('makes no formula of what a charger says', () => {
    expect(line({}, answered({ outcome: 'rejected', answer: '=1+1', roundTripMs: 3, response: null }))).toContain(",'=1+1,3,")
  })

  it('says why nothing was sent, and leaves out who was not chosen', () => {
    expect(line({}, { state: 'failed', fault: 'Not connected.', record: null })).toBe('CP-1,Gate,,OCPP 1.6J,failed,Not connected.,,')
    expect(resultsAsCsv([aRow({})], new Map()).split('\r\n')).toHaveLength(1)
  })
})
