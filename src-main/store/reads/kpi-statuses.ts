import type { Database } from 'better-sqlite3'
import type { KpiStation } from '../../app/kpi-ports'
import type { StatusAt } from '../../domain/kpi/socket-states'
import type { Span } from '../../domain/kpi/spans'

/** Looked through for what held before; further back each connector is asked for alone. */
const NEARBY = 40

/** Statuses of a station over time, with those that held when that time began. */
export function statusReads(database: Database) {
  const columns = /* sql */ `
    evse, connector, at, status, charging_state as chargingState, raw_status as rawStatus, error_code as errorCode,
    vendor_code as vendorCode, vendor_id as vendorId, error_info as info
  `
  const inside = database.prepare<unknown[], StatusAt>(/* sql */ `
    select ${columns} from status_change where station = ? and at >= ? and at < ? order by at, id
  `)
  const before = database.prepare<unknown[], StatusAt>(/* sql */ `
    select ${columns} from status_change where station = ? and at < ? order by at desc, id desc limit ${NEARBY}
  `)
  const last = database.prepare<unknown[], StatusAt>(/* sql */ `
    select ${columns} from status_change where station = ? and evse = ? and connector = ? and at < ? order by at desc, id desc limit 1
  `)

  function held({ station, places }: Pick<KpiStation, 'station' | 'places'>, at: number): StatusAt[] {
    const found = new Map<string, StatusAt>()
    const nearby = before.all(station, at)
    for (const status of nearby) {
      const key = `${status.evse} ${status.connector}`
      if (!found.has(key)) found.set(key, status)
    }
    if (nearby.length === NEARBY) {
      for (const { evse, connector } of places) {
        const key = `${evse} ${connector}`
        const status = found.has(key) ? undefined : last.get(station, evse, connector, at)
        if (status) found.set(key, status)
      }
    }
    return [...found.values()].sort((a, b) => a.at - b.at)
  }

  return {
    around: (context: Pick<KpiStation, 'station' | 'places'>, { from, to }: Span): StatusAt[] => [...held(context, from), ...inside.all(context.station, from, to)],
  }
}
