import type { Database } from 'better-sqlite3'
import type { HistoryFilter } from '#contract/session-history'
import { readSessionColumns } from './session-columns'
import { registered, select } from './select'
import { type StationNames, stationNamesOf } from './station-names'

/** Sessions that changed since the last request; `all`: everything is read anew. */
export interface Changes {
  sessions: readonly number[]
  all: boolean
}

/** All ended sessions in columns, kept as the database has them. */
export function openHistoryIndex(database: Database) {
  const readStations = stationNamesOf(database)
  let held: ReturnType<typeof readSessionColumns> | null = null
  let stations: StationNames = { isRegistered: new Uint8Array(1), names: [''], signature: '' }
  let stationsAt = -1
  /** Noted until they are read: a request that fails loses none. */
  const waiting = new Set<number>()
  /** Of all that may be shown; null: to be found anew. */
  let all: Uint32Array | null = null
  let room = new Uint32Array(0)
  let last: { key: string; selection: Uint32Array } | null = null

  function upToDate() {
    held ??= readSessionColumns(database)
    if (waiting.size > 0) {
      held.refresh(waiting)
      waiting.clear()
      all = null
    }
    const version = Number(database.pragma('data_version', { simple: true }))
    if (version !== stationsAt || held.stations.texts.length !== stations.names.length) {
      const now = readStations(held.stations)
      if (now.signature !== stations.signature) all = null
      stations = now
      stationsAt = version
    }
    return held
  }

  return {
    note({ sessions, all: isAll }: Changes): void {
      if (isAll) {
        held = null
        all = null
      }
      for (const session of sessions) waiting.add(session)
    },
    /** The sessions of a filter, and what is held of them. Valid until the next call. */
    find(filter: HistoryFilter) {
      const now = upToDate()
      const key = JSON.stringify(filter)
      if (all === null) {
        all = registered(now, stations)
        last = null
        if (room.length < all.length) room = new Uint32Array(now.columns.station.length)
      }
      if (last?.key !== key) last = { key, selection: select({ all, room, held: now, stations }, filter) }
      return { held: now, selection: last.selection }
    },
  }
}
