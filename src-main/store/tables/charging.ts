import type { Database } from 'better-sqlite3'
import type { ProfileRow } from '#contract/charging'
import type { ReservationRow } from '#contract/reservations'
import type { StationCharging } from '../../app/charging-ports'

/** Ended ones that windows show beside those that stand. */
const SHOWN_ENDED = 500

interface StoredRow {
  record: string
}

export function chargingTables(database: Database) {
  const saveProfile = database.prepare<unknown[]>(upsert('charging_profile'))
  const saveReservation = database.prepare<unknown[]>(upsert('reservation'))
  const profiles = database.prepare<[number], StoredRow>(latest('charging_profile'))
  const reservations = database.prepare<[number], StoredRow>(latest('reservation'))
  const stations = database.prepare<[], StoredRow & { station: string }>(/* sql */ `select * from station_charging`)
  const saveStation = database.prepare<[string, string]>(/* sql */ `
    insert into station_charging (station, record) values (?, ?)
    on conflict (station) do update set record = excluded.record
  `)

  return {
    // Only the writers below fill what is parsed here.
    profiles: () => profiles.all(SHOWN_ENDED).map(({ record }) => JSON.parse(record) as ProfileRow),
    saveProfile: (row: ProfileRow) => void saveProfile.run(row.profile, row.station, row.endedAt, JSON.stringify(row)),
    stations: () => new Map(stations.all().map(({ station, record }) => [station, JSON.parse(record) as StationCharging])),
    saveStation: (station: string, record: StationCharging) => void saveStation.run(station, JSON.stringify(record)),
    reservations: () => reservations.all(SHOWN_ENDED).map(({ record }) => JSON.parse(record) as ReservationRow),
    saveReservation: (row: ReservationRow) =>
      void saveReservation.run(row.reservation, row.station, row.endedAt, JSON.stringify(row)),
  }
}

const upsert = (table: string) => /* sql */ `
  insert into ${table} (id, station, ended_at, record) values (?, ?, ?, ?)
  on conflict (id) do update set ended_at = excluded.ended_at, record = excluded.record
`

/** All that stand, and the latest that ended. */
const latest = (table: string) => /* sql */ `
  select record from ${table} where ended_at is null
    or id in (select id from ${table} where ended_at is not null order by id desc limit ?)
  order by id
`
