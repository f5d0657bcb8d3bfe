import type { Database } from 'better-sqlite3'
import type { SessionRow } from '#contract/sessions'
import type { SessionPrice } from '#contract/price'
import { type HistoryDbRow, rowOf } from '../../reads/history'

/** A session as files tell of it: what lists show, and what only files need. */
export interface ExportRow extends SessionRow {
  meterStartWh: number | null
  meterStopWh: number | null
  chargingMs: number | null
  /** Of the site as it is today. */
  address: string | null
  latitude: number | null
  longitude: number | null
  /** Before and with tax, thousandths of the minor unit. Null: no price is recorded. */
  sums: { net: number; gross: number } | null
}

type ExportDbRow = HistoryDbRow & {
  charging_ms: number | null
  address: string | null
  latitude: number | null
  longitude: number | null
  price_body: string | null
}

export function exportRows(database: Database): (sessions: Iterable<number>) => ExportRow[] {
  const one = database.prepare<[number], ExportDbRow>(/* sql */ `
    select session.*, station.name as station_name, site.address, site.latitude, site.longitude,
      (select body from price_record where price_record.session = session.session and kind <> 'credit' order by record desc limit 1) as price_body
    from session join station on station.station = session.station left join site on site.site = session.site_id
    where session.session = ?
  `)
  return (sessions) => [...sessions].flatMap((session) => one.all(session).map(toExport))
}

function toExport(row: ExportDbRow): ExportRow {
  // Only the record's own writer fills it; a price that was taken back shows none.
  const price = row.price_body === null || row.price_amount === null ? null : (JSON.parse(row.price_body) as { price: SessionPrice | null }).price
  return {
    ...rowOf(row),
    meterStartWh: wh(row.meter_start_mwh),
    meterStopWh: wh(row.meter_stop_mwh),
    chargingMs: row.charging_ms,
    address: row.address === '' ? null : row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    sums: price && { net: price.invoice.net, gross: price.invoice.gross },
  }
}

const wh = (mwh: number | null) => (mwh === null ? null : mwh / 1000)
