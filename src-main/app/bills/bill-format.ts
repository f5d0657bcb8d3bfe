import { majorUnits, minorDigits, type Money } from '#contract/tariff'
import type { BillLanguage } from './bill-words'

/** Figures and dates on paper, in the language of the bill. Bills of English readers are not all American: days come first. */
export function billFormat(language: BillLanguage) {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const kwhFormat = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const days = new Map<string, Intl.DateTimeFormat>()
  const times = new Map<string, Intl.DateTimeFormat>()
  const of = (known: Map<string, Intl.DateTimeFormat>, timeZone: string, options: Intl.DateTimeFormatOptions) => {
    const format = known.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    known.set(timeZone, format)
    return format
  }
  const day = (at: number, timeZone: string) => of(days, timeZone, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(at)
  const instant = (at: number, timeZone: string) =>
    of(times, timeZone, { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const month = (name: string) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${name}-15`))
  return {
    day,
    instant,
    month,
    count: (value: number) => new Intl.NumberFormat(locale).format(value),
    kwh: (wh: number | null) => (wh === null ? '' : kwhFormat.format(wh / 1000)),
    money: (amount: Money, currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(majorUnits(amount, currency)),
    /** Prices may be finer than what can be paid. */
    price: (amount: Money | null, currency: string) =>
      amount === null
        ? ''
        : new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: minorDigits(currency) + 3 }).format(majorUnits(amount, currency)),
    rate: (ppm: number) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ppm / 1_000_000),
  }
}

export type BillFormat = ReturnType<typeof billFormat>
