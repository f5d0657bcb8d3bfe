import type { LifeCycle } from '#contract/organisation'
import type { StationRow } from '#contract/stations'
import { connectorState } from '#contract/connector-state'
import type { VisibleState } from '../../ui/state'

export interface StationFilter {
  text: string
  site: number | null
  area: number | null
  lifeCycle: LifeCycle | null
  state: VisibleState | null
}

/** Every word of the text must occur somewhere in what identifies a charger. */
export function filterStations(rows: readonly StationRow[], { text, site, area, lifeCycle, state }: StationFilter): StationRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (site !== null && (row.site ?? 0) !== site) return false
    if (area !== null && (row.area ?? 0) !== area) return false
    if (lifeCycle !== null && row.lifeCycle !== lifeCycle) return false
    if (state !== null && !isInState(row, state)) return false
    if (words.length === 0) return true
    const searched = [row.name, row.station, row.siteName, row.areaName, row.vendor, row.model, row.serial].join(' ').toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

function isInState(row: StationRow, state: VisibleState): boolean {
  if (state === 'offline') return row.link === 'down'
  return row.link === 'up' && row.connectors.some((connector) => connectorState(connector) === state)
}
