import { describe, expect, it } from 'vitest'
import { formatMoney, formatRate, formatUnitPrice, fromMoneyInput, toMoneyInput } from './money'

describe('money', () => {
  it.each([
    ['0.25', 'EUR', 25_000], ['0,25', 'EUR', 25_000], ['12', 'EUR', 1_200_000], ['0.29754', 'EUR', 29_754], ['0.250000', 'EUR', 25_000],
    ['25', 'JPY', 25_000], ['0.001', 'KWD', 1_000], [' 3.5 ', 'CHF', 350_000],
  ])('%s %s is typed as %i', (text, currency, amount) => expect(fromMoneyInput(text, currency)).toBe(amount))

  it.each([
    ['', 'empty'], ['-1', 'negative'], ['1.2.3', 'unreadable'], ['1,000.5', 'unreadable'], ['abc', 'unreadable'], ['0.123456', 'too-fine'], ['1e5', 'unreadable'],
  ])('%s is refused as %s', (text, why) => expect(fromMoneyInput(text, 'EUR')).toBe(why))

  it.each([[25_000, 'EUR', '0.25'], [29_754, 'EUR', '0.29754'], [0, 'EUR', '0.00'], [25_000, 'JPY', '25'], [1_200_000, 'EUR', '12.00']])(
    '%i %s stands in a field as %s, and is read again as what it was',
    (amount, currency, text) => {
      expect(toMoneyInput(amount, currency)).toBe(text)
      expect(fromMoneyInput(text, currency)).toBe(amount)
    },
  )

  it('shows amounts as they are paid, and prices of a unit as exact as they are', () => {
    expect(formatMoney(1_234_000, 'EUR')).toBe('€12.34')
    expect(formatMoney(-500_000, 'EUR')).toBe('-€5.00')
    expect(formatUnitPrice(29_754, 'EUR')).toBe('€0.29754')
    expect(formatUnitPrice(25_000, 'EUR')).toBe('€0.25')
    expect(formatRate(190_000)).toBe('19%')
    expect(formatRate(88_750)).toBe('8.875%')
  })
})
