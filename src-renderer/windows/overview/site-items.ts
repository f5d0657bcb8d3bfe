import type { StationRow } from '#contract/read-models'

/** The choices of the site filter, from the chargers themselves, so that no site is offered that shows nothing. */
export function siteItems(rows: readonly StationRow[], labels: { all: string; none: string }): { label: string; value: number | null }[] {
  const names = new Map<number, string>()
  for (const { site, siteName } of rows) if (site !== null) names.set(site, siteName ?? String(site))
  const items = [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
  const hasNone = rows.some(({ site }) => site === null)
  return [{ label: labels.all, value: null }, ...items, ...(hasNone && items.length > 0 ? [{ label: labels.none, value: 0 }] : [])]
}
