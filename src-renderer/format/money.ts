import { majorUnits, minorDigits, type Money } from '#contract/tariff'
import { locale, notAvailable } from './locale'

const made = new Map<string, Intl.NumberFormat>()

function formatter(currency: string, most: number): Intl.NumberFormat {
  const key = `${locale.value} ${currency} ${most}`
  const known = made.get(key)
  if (known) return known
  const least = minorDigits(currency)
  const fresh = new Intl.NumberFormat(locale.value, { style: 'currency', currency, minimumFractionDigits: least, maximumFractionDigits: Math.max(least, most) })
  made.set(key, fresh)
  return fresh
}

/** "€12.34", as it is paid. */
export function formatMoney(amount: Money | null, currency: string): string {
  return amount === null ? notAvailable.value : formatter(currency, 0).format(majorUnits(amount, currency))
}

/** "€0.2975": all decimals that there are, for the price of a unit. */
export function formatUnitPrice(amount: Money | null, currency: string): string {
  return amount === null ? notAvailable.value : formatter(currency, minorDigits(currency) + 3).format(majorUnits(amount, currency))
}

/** "0.25", as it is typed. */
export function toMoneyInput(amount: Money | null, currency: string): string {
  if (amount === null) return ''
  const digits = minorDigits(currency) + 3
  const text = String(amount).padStart(digits + 1, '0')
  const [whole, part] = [text.slice(0, -digits), text.slice(-digits)]
  const shown = part.replace(/0+$/, '').padEnd(minorDigits(currency), '0')
  return shown === '' ? whole : `${whole}${decimalSign()}${shown}`
}

/** What is typed, in the currency's own units, with a point or a comma. Text names what is wrong with it. */
export function fromMoneyInput(text: string, currency: string): Money | 'empty' | 'unreadable' | 'negative' | 'too-fine' {
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  if (/^-/.test(trimmed)) return 'negative'
  const [, whole, part = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(trimmed) ?? []
  if (whole === undefined) return 'unreadable'
  const digits = minorDigits(currency) + 3
  const exact = part.replace(/0+$/, '')
  return exact.length > digits ? 'too-fine' : Number(whole + exact.padEnd(digits, '0'))
}

const decimalSign = (): string => new Intl.NumberFormat(locale.value).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'

/** 190,000 as "19 %". */
export function formatRate(ppm: number | null): string {
  if (ppm === null) return notAvailable.value
  return new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 4 }).format(ppm / 1_000_000)
}
