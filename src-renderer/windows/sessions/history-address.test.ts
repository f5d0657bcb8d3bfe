import { describe, expect, it } from 'vitest'
import { filterOf, type HistoryAddress, historyNames, instantsOf, typedNumber } from './history-address'

const now = new Date(2026, 2, 15, 13, 30).getTime()
const nothing = { ...(Object.fromEntries(historyNames.map((name) => [name, null])) as HistoryAddress), station: null, text: null }
const at = (...parts: [number, number, number]) => new Date(...parts).getTime()

describe('filterOf', () => {
  it.each([
    ['nothing', {}, {}],
    ['lists', { company: '1 2', site: '7', user: '3 x -4', reason: 'local nonsense', mark: 'late' }, { companies: [1, 2], sites: [7], people: [3], reasons: ['local'], marks: ['late'] }],
    ['kilowatt-hours', { energyFrom: '7.5', energyTo: '10' }, { energyFromWh: 7500, energyToWh: 10_000 }],
    ['a price of a currency with cents', { currency: 'EUR', priceFrom: '12.50' }, { currency: 'EUR', priceFrom: 1_250_000 }],
    ['a price of a currency without', { currency: 'JPY', priceTo: '500' }, { currency: 'JPY', priceTo: 500_000 }],
    ['a price without currency, left out', { priceFrom: '3' }, {}],
    ['a time of its own', { from: '1000', to: '2000' }, { from: 1000, to: 2000 }],
    ['a range before a time of its own', { range: 'today', from: '1000' }, { from: at(2026, 2, 15) }],
    ['what makes no sense', { range: 'ever', connector: '0', inactivity: 'none', energyFrom: 'x', from: '-1' }, {}],
  ])('reads %s', (_, values, expected) => {
    expect(filterOf({ ...nothing, ...values }, now)).toEqual({ station: null, text: null, ...expected })
  })
})

it.each([
  ['today', at(2026, 2, 15), undefined],
  ['yesterday', at(2026, 2, 14), at(2026, 2, 15)],
  ['week', at(2026, 2, 9), undefined],
  ['month', at(2026, 2, 1), undefined],
  ['lastMonth', at(2026, 1, 1), at(2026, 2, 1)],
  ['year', at(2026, 0, 1), undefined],
] as const)('%s is whole days', (range, from, to) => {
  expect(instantsOf(range, now)).toEqual(to === undefined ? { from } : { from, to })
})

it.each([['7,5', '7.5'], [' 10 ', '10'], ['-1', null], ['', null], ['1e3', null]])('reads %s as a number', (text, expected) => {
  expect(typedNumber(text)).toBe(expected)
})
