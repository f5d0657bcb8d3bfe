import { type LifeCycle, lifeCycles } from '#contract/organisation'
import type { StationRow } from '#contract/stations'

/** The choices of the site filter, from the chargers themselves, so that no site is offered that shows nothing. */
export function siteItems(rows: readonly StationRow[], labels: { all: string; none: string }): { label: string; value: number | null }[] {
  const names = new Map<number, string>()
  for (const { site, siteName } of rows) if (site !== null) names.set(site, siteName ?? String(site))
  const items = [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
  const hasNone = rows.some(({ site }) => site === null)
  return [{ label: labels.all, value: null }, ...items, ...(hasNone && items.length > 0 ? [{ label: labels.none, value: 0 }] : [])]
}

/** The areas of the chosen site, by the same rule; nothing where no charger stands in one. */
export function areaItems(rows: readonly StationRow[], site: number | null, labels: { all: string; none: string }): { label: string; value: number | null }[] {
  const names = new Map<number, string>()
  const there = rows.filter((row) => site !== null && row.site === site)
  for (const { area, areaName } of there) if (area !== null) names.set(area, areaName ?? String(area))
  if (names.size === 0) return []
  const items = [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
  return [{ label: labels.all, value: null }, ...items, ...(there.some(({ area }) => area === null) ? [{ label: labels.none, value: 0 }] : [])]
}

export function lifeCycleItems(rows: readonly StationRow[], labels: { all: string; of: (one: LifeCycle) => string }): { label: string; value: LifeCycle | null }[] {
  const present = new Set(rows.map(({ lifeCycle }) => lifeCycle))
  return [{ label: labels.all, value: null }, ...lifeCycles.filter((one) => present.has(one)).map((value) => ({ value, label: labels.of(value) }))]
}
