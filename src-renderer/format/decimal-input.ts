import { locale } from './locale'

/** A number as it stands in a field: no grouping, the viewer's decimal sign; empty for none. */
export function decimalText(value: number | null): string {
  if (value === null) return ''
  return new Intl.NumberFormat(locale.value, { maximumFractionDigits: 6, useGrouping: false }).format(value)
}

/** What was typed, with a comma or a point; null for nothing, NaN for what is no number. */
export function readDecimal(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN
}
