import type { Database } from 'better-sqlite3'
import type { Dictionary } from './dictionary'

/** By the code of a station. */
export interface StationNames {
  isRegistered: Uint8Array
  /** In lower case. */
  names: readonly string[]
  /** The same while nothing of it changed. */
  signature: string
}

interface StationDbRow {
  station: string
  name: string
  admission: string
}

/** Stations are few, so all are read anew when another connection wrote. */
export function stationNamesOf(database: Database): (stations: Dictionary) => StationNames {
  const all = database.prepare<[], StationDbRow>(/* sql */ `select station, name, admission from station`)
  return ({ texts }) => {
    const byIdentity = new Map(all.all().map((row) => [row.station.toLowerCase(), row]))
    const rows = texts.map((identity, code) => (code === 0 ? undefined : byIdentity.get(identity.toLowerCase())))
    return {
      isRegistered: Uint8Array.from(rows, (row) => (row?.admission === 'registered' ? 1 : 0)),
      names: rows.map((row) => row?.name.toLowerCase() ?? ''),
      signature: JSON.stringify(rows.map((row) => row && [row.name, row.admission])),
    }
  }
}
