import type { Database } from 'better-sqlite3'
import type { Commit, StoredStation } from '../../app/ports'
import type { Station } from '../../domain/station'

interface StationDbRow {
  station: string
  name: string
  site: number | null
  admission: string
  first_seen_at: number
  last_seen_at: number | null
  last_message_at: number | null
  protocol: string | null
  remote_address: string | null
  password_hash: string | null
  last_boot_trigger_at: number | null
  facts: string
}

export function stationTable(database: Database) {
  const upsert = database.prepare<unknown[]>(/* sql */ `
    insert into station (station, name, site, admission, first_seen_at, facts) values (?, ?, ?, ?, ?, ?)
    on conflict (station) do update set
      name = excluded.name, site = excluded.site, admission = excluded.admission, facts = excluded.facts
  `)
  const seen = database.prepare<unknown[]>(/* sql */ `
    update station set last_seen_at = ?, last_message_at = coalesce(?, last_message_at), protocol = coalesce(?, protocol),
      remote_address = coalesce(?, remote_address)
    where station = ?
  `)
  const noteTrigger = database.prepare<unknown[]>(/* sql */ `update station set last_boot_trigger_at = ? where station = ?`)
  const all = database.prepare<[], StationDbRow>(/* sql */ `select * from station`)
  /** As they were stored last. */
  const stored = new Map<string, Station>()

  return {
    all: () => all.all().map(toStored),
    save(station: Station) {
      const before = stored.get(station.station)
      stored.set(station.station, station)
      if (before && differInPowerOnly(before, station)) return
      const { station: identity, name, site, admission, firstSeenAt, connectors, ...rest } = station
      const facts = { ...rest, connectors: connectors.map((connector) => ({ ...connector, power: null })) }
      upsert.run(identity, name, site, admission, firstSeenAt, JSON.stringify(facts))
    },
    /** After a transaction that was rolled back: nothing is known of what is stored. */
    forget: () => stored.clear(),
    saveSeen(entry: Commit['lastSeen'][number]) {
      seen.run(entry.at, entry.messageAt, entry.protocol, entry.remoteAddress, entry.station)
    },
    noteBootTrigger: (station: string, at: number) => void noteTrigger.run(at, station),
  }
}

/** Power is live and comes again; it is not worth a write for every reading. */
function differInPowerOnly(before: Station, after: Station): boolean {
  return (
    isSameBut(before, after, 'connectors') &&
    before.connectors.length === after.connectors.length &&
    after.connectors.every((connector, index) => {
      const known = before.connectors[index]
      return known !== undefined && isSameBut(known, connector, 'power')
    })
  )
}

function isSameBut<T extends object>(before: T, after: T, exempt: keyof T): boolean {
  for (const key in after) if (key !== exempt && before[key] !== after[key]) return false
  return true
}

function toStored(row: StationDbRow): StoredStation {
  // Only `save` above fills the column.
  // Rows of older versions know nothing of compatibility, nor of the rest.
  const since: Pick<Station, 'refusal' | 'compatibility' | 'minimumProfile' | 'raisingTo' | 'ownAccord' | 'area' | 'lifeCycle' | 'remark' | 'recentBoots' | 'meterQuestion'> = {
    area: null,
    lifeCycle: 'production',
    refusal: 'connection',
    compatibility: {},
    minimumProfile: 0,
    raisingTo: null,
    ownAccord: { handsOff: false, off: [] },
    remark: null,
    recentBoots: [],
    meterQuestion: null,
  }
  const read = { ...since, ...(JSON.parse(row.facts) as Omit<Station, 'station' | 'name' | 'site' | 'admission' | 'firstSeenAt'>) }
  const facts = { ...read, connectors: read.connectors.map((connector) => ({ ...connector, remark: connector.remark ?? null })) }
  return {
    station: {
      ...facts,
      station: row.station,
      name: row.name,
      site: row.site,
      admission: row.admission as Station['admission'],
      firstSeenAt: row.first_seen_at,
    },
    passwordHash: row.password_hash,
    lastSeenAt: row.last_seen_at,
    lastMessageAt: row.last_message_at,
    protocol: row.protocol,
    remoteAddress: row.remote_address,
    lastBootTriggerAt: row.last_boot_trigger_at,
  }
}
