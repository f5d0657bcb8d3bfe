import { majorUnits } from '#contract/tariff'
import type { Cell } from '../../../sheet/cell'
import type { ExportRow } from './export-row'

interface ExportColumn {
  heading: string
  cell: (row: ExportRow) => Cell
}

const text = (heading: string, value: (row: ExportRow) => string | null): ExportColumn =>
  ({ heading, cell: (row) => ({ kind: 'text', value: value(row) }) })
const number = (heading: string, value: (row: ExportRow) => number | null, places = 0): ExportColumn =>
  ({ heading, cell: (row) => ({ kind: 'number', value: value(row), places }) })
const instant = (heading: string, value: (row: ExportRow) => number | null): ExportColumn =>
  ({ heading, cell: (row) => ({ kind: 'instant', value: value(row) }) })
const duration = (heading: string, value: (row: ExportRow) => number | null): ExportColumn =>
  ({ heading, cell: (row) => ({ kind: 'duration', value: value(row) }) })

/** The columns of a table in a file. Times are UTC: a file is read in other zones than that of the charger. */
export const exportColumns: readonly ExportColumn[] = [
  number('session', ({ session }) => session),
  instant('start (UTC)', ({ startedAt }) => startedAt),
  instant('end (UTC)', ({ endedAt }) => endedAt),
  text('reason', ({ reason }) => reason),
  text('reason as sent', ({ rawReason }) => rawReason),
  text('charger', ({ station }) => station),
  text('charger name', ({ stationName }) => stationName),
  number('EVSE', ({ place }) => place?.evse ?? null),
  number('connector', ({ place }) => place?.connector ?? null),
  text('company', ({ companyName }) => companyName),
  text('site', ({ siteName }) => siteName),
  text('area', ({ areaName }) => areaName),
  text('user', ({ person }) => person),
  text('user token', ({ idToken }) => idToken),
  duration('duration', durationOf),
  duration('inactivity', ({ inactivityMs }) => inactivityMs),
  instant('charged until (UTC)', ({ chargedUntil }) => chargedUntil),
  number('energy (kWh)', ({ energyWh }) => energyWh / 1000, 3),
  number('register at start (kWh)', ({ meterStartWh }) => kwh(meterStartWh), 3),
  number('register at end (kWh)', ({ meterStopWh }) => kwh(meterStopWh), 3),
  number('battery at start (%)', ({ socStartPercent }) => socStartPercent, 1),
  number('battery at end (%)', ({ socPercent }) => socPercent, 1),
  number('price with tax', ({ price }) => (price ? majorUnits(price.amount, price.currency) : null), 2),
  text('currency', ({ price }) => price?.currency ?? null),
  text('marks', ({ marks }) => (marks.length === 0 ? null : marks.join(' '))),
  text('transaction of the charger', ({ transactionId }) => transactionId),
]

export function durationOf({ startedAt, endedAt }: ExportRow): number | null {
  return endedAt === null ? null : endedAt - startedAt
}

const kwh = (wh: number | null) => (wh === null ? null : wh / 1000)
