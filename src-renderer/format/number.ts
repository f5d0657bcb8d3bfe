import { locale, notAvailable } from './locale'

const made = new Map<string, Intl.NumberFormat>()

/** Intl formatters are dear to make and these run per cell, so each is made once per locale. */
function formatter(digits: number): Intl.NumberFormat {
  const key = `${locale.value} ${digits}`
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.NumberFormat(locale.value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  made.set(key, fresh)
  return fresh
}

/** A plain number with thousands separators. */
export function formatNumber(value: number | null, digits = 0): string {
  return value === null ? notAvailable.value : formatter(digits).format(value)
}

/** As many decimals as it takes, three at most: for the axis of a chart. */
export function formatAxisNumber(value: number): string {
  return new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3 }).format(value)
}

/** Wh as kWh without the unit, for a column whose heading names it: two decimals in lists, three where it is exact. */
export function formatEnergyKwh(energyWh: number | null, digits: 2 | 3 = 2): string {
  return energyWh === null ? notAvailable.value : formatter(digits).format(energyWh / 1000)
}

/** W as kW without the unit, one decimal. */
export function formatPowerKw(watts: number | null): string {
  // -0.04 kW of a resting meter would read "-0.0".
  return watts === null ? notAvailable.value : formatter(1).format(Math.abs(watts) < 50 ? 0 : watts / 1000)
}

/** "12.34 kWh" */
export function formatEnergy(energyWh: number | null, digits: 2 | 3 = 2): string {
  return energyWh === null ? notAvailable.value : `${formatEnergyKwh(energyWh, digits)}\u00a0kWh`
}

/** "7.4 kW" */
export function formatPower(watts: number | null): string {
  return watts === null ? notAvailable.value : `${formatPowerKw(watts)}\u00a0kW`
}

/** 0…100 as "81 %" (English "81%"). */
export function formatPercent(percent: number | null): string {
  if (percent === null) return notAvailable.value
  return new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100)
}

/** A part of a whole with one decimal, "33.3 %"; of nothing there is no share. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return notAvailable.value
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(locale.value, { style: 'percent', ...digits }).format(part / whole)
}

/** Milliseconds of a round trip: "38 ms", from ten seconds on "12.4 s". */
export function formatMilliseconds(ms: number | null): string {
  if (ms === null) return notAvailable.value
  return ms < 10_000 ? `${formatter(0).format(ms)}\u00a0ms` : `${formatter(1).format(ms / 1000)}\u00a0s`
}
