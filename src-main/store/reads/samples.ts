import type { Database } from 'better-sqlite3'
import type { Sample } from '#contract/sessions'
import type { StatusHistoryRow } from '#contract/stations'

export function readSamples(database: Database, request: { session: number }): Sample[] {
  return database
    .prepare<[number], Sample & { phase: string | null }>(
      /* sql */ `
        select at, quantity, nullif(phase, '') as phase, context, value from sample where session = ? order by at
      `,
    )
    .all(request.session)
}

export function readStatusHistory(database: Database, request: { station: string; limit: number }): StatusHistoryRow[] {
  return database
    .prepare<unknown[], StatusHistoryRow>(
      /* sql */ `
        select evse, connector, at, received_at as receivedAt, raw_status as rawStatus, 
          rtrim(error_code || ' ' || coalesce(vendor_code, '')) as errorCode, repeats
        from status_change where station = ? order by id desc limit ?
      `,
    )
    .all(request.station, request.limit)
}
