import type { StationRow } from '#contract/stations'
import type { Delivery } from './use-broadcast'

export interface TargetFilter {
  text: string
  site: string | null
  protocol: string | null
  model: string | null
}

/** Vendor and model as one choice; a station that told neither is in none. */
export function modelOf({ vendor, model }: StationRow): string | null {
  return [vendor, model].filter(Boolean).join(' ') || null
}

export function filterTargets(rows: readonly StationRow[], filter: TargetFilter): StationRow[] {
  const text = filter.text.trim().toLowerCase()
  return rows.filter((row) =>
    (filter.site === null || row.siteName === filter.site)
    && (filter.protocol === null || row.protocol === filter.protocol)
    && (filter.model === null || modelOf(row) === filter.model)
    && `${row.name} ${row.station}`.toLowerCase().includes(text))
}

/** The different values that there are, sorted; to choose one of them. */
export function choicesOf(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort((a, b) => a.localeCompare(b))
}

/** The results as CSV: a heading, then a line for each charger. */
export function resultsAsCsv(rows: readonly StationRow[], deliveries: ReadonlyMap<string, Delivery>): string {
  const heading = ['station', 'name', 'site', 'protocol', 'result', 'answer', 'roundTripMs', 'response']
  const lines = rows.flatMap((row) => {
    const delivery = deliveries.get(row.station)
    if (!delivery) return []
    const { state, record, fault } = delivery
    const result = record?.outcome ?? state
    const response = record?.response ? JSON.stringify(record.response) : ''
    return [[row.station, row.name, row.siteName, row.protocol, result, record?.answer ?? fault, record?.roundTripMs, response]]
  })
  return [heading, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')
}

/** A spreadsheet takes what begins with one of these for a formula, and a station may write anything. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const harmless = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
