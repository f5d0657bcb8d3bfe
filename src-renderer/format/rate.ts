import type { RateUnit } from '#contract/charging'
import { formatAxisNumber } from './number'
import { notAvailable } from './locale'

/** "16 A" or "11 kW". */
export function formatRate(limit: number | null, unit: RateUnit): string {
  if (limit === null) return notAvailable.value
  return unit === 'A' ? `${formatAxisNumber(limit)}\u00a0A` : `${formatAxisNumber(limit / 1000)}\u00a0kW`
}

/** Watts are typed and drawn as kilowatts. */
export const shownRate = (limit: number, unit: RateUnit): number => (unit === 'A' ? limit : limit / 1000)
export const rateFrom = (shown: number, unit: RateUnit): number => Math.round((unit === 'A' ? shown : shown * 1000) * 10) / 10
export const rateSymbol = (unit: RateUnit): string => (unit === 'A' ? 'A' : 'kW')

/** Seconds as "6:30", hours first; days count as hours. */
export function formatOffset(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** "6:30", "6" or "6.5" hours as seconds; null: none of them. */
export function offsetFrom(text: string): number | null {
  const [, hours, minutes] = /^\s*(\d{1,4})(?::([0-5]?\d))?\s*$/.exec(text) ?? []
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes ?? 0) * 60
  const decimal = Number(text.replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(decimal) && decimal >= 0 ? Math.round(decimal * 60) * 60 : null
}
