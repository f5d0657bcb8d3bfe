import type { AlertRow } from './alerts'
import { majorUnits } from './tariff'

/**
 * The figures of an alert as its sentence shows them. One place, so that window, mail and webhook say the same. The end
 * of a figure's name is its unit.
 */
export function shownFigures({ figures, words }: Pick<AlertRow, 'figures' | 'words'>, language: 'en' | 'de'): Record<string, string> {
  const shown = Object.entries(figures).map(([name, value]) => [
    name,
    name.endsWith('Price') ? shownPrice(value, words['currency'] ?? 'EUR', language) : shownFigure(name, value, language),
  ])
  return { ...words, ...Object.fromEntries(shown) as Record<string, string> }
}

/** Which sentence of the dictionary tells it: of a kind with variants, the variant's. */
export const sentenceOf = ({ kind, words }: Pick<AlertRow, 'kind' | 'words'>): string => (words['variant'] ? `${kind}.${words['variant']}` : kind)

const HOUR_MS = 3_600_000
const gap = '\u00a0'

const units: readonly [end: string, show: (value: number, number: Figures) => string][] = [
  ['Ms', (value, number) => duration(value, number)],
  ['Wh', (value, number) => `${number(value / 1000, 2)}${gap}kWh`],
  ['Bytes', (value, number) => `${number(value / 1e9, 1)}${gap}GB`],
  ['Percent', (value, number) => `${number(value, 0)}${gap}%`],
  ['Days', (value, number) => number(value, 0)],
  ['Count', (value, number) => number(value, 0)],
  ['A', (value, number) => `${number(value, 1)}${gap}A`],
  ['W', (value, number) => `${number(value / 1000, 1)}${gap}kW`],
]

type Figures = (value: number, digits: number) => string

function shownFigure(name: string, value: number, language: 'en' | 'de'): string {
  const number: Figures = (of, digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(of)
  return units.find(([end]) => name.endsWith(end))?.[1](value, number) ?? number(value, 2)
}

function shownPrice(amount: number, currency: string, language: 'en' | 'de'): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(majorUnits(amount, currency))
}

function duration(ms: number, number: Figures): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  if (Math.abs(ms) < 60_000) return `${number(Math.round(Math.abs(ms) / 1000), 0)}${gap}s`
  if (minutes < 60) return `${minutes}${gap}min`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 || Math.abs(ms) > 48 * HOUR_MS ? `${number(hours, 0)}${gap}h` : `${hours}${gap}h ${minutes % 60}${gap}min`
}
