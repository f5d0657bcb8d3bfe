import type { Database } from 'better-sqlite3'
import type { SecurityItem } from '#contract/security'
import type { StationKeys, StoredChoices, StoredItem } from '../../app/security-ports'
import type { Commit } from '../../app/ports'

/** Lines of the inbox that are shown although somebody saw them. */
const SEEN_SHOWN = 500

interface ItemDbRow {
  id: number
  station: string
  kind: string
  source: string
  is_critical: number
  events: string
  first_at: number
  last_at: number
  info: string | null
  seen_at: number | null
  seen_by: string | null
  note: string | null
}

/** Choices, passwords, the inbox, further authorities, and which roots stations have. */
export function securityTables(database: Database) {
  const choices = database.prepare<[], { key: string; value: string }>(/* sql */ `select key, value from security_choice`)
  const saveChoice = database.prepare<unknown[]>(/* sql */ `
    insert into security_choice (key, value) values (?, ?) on conflict (key) do update set value = excluded.value
  `)
  const keys = database.prepare<[], StationKeys>(/* sql */ `
    select station, since, pending_hash as pendingHash, pending_since as pendingSince, retired_hash as retiredHash from station_key
  `)
  const upsertKeys = database.prepare<unknown[]>(/* sql */ `
    insert or replace into station_key (station, since, pending_hash, pending_since, retired_hash) values (?, ?, ?, ?, ?)
  `)
  const setPassword = database.prepare<unknown[]>(/* sql */ `update station set password_hash = ? where station = ?`)
  const count = database.prepare<unknown[]>(/* sql */ `
    insert into security_item (station, kind, source, is_critical, events, first_at, last_at, info)
    values (@station, @kind, @source, @critical, json_object(@event, 1), @at, @at, @info)
    on conflict (station, kind) where seen_at is null do update set
      events = json_patch(events, json_object(@event, coalesce((select value from json_each(events) where key = @event), 0) + 1)),
      is_critical = max(is_critical, excluded.is_critical),
      last_at = max(last_at, excluded.last_at),
      info = excluded.info
  `)
  const items = database.prepare<[], ItemDbRow>(/* sql */ `
    select * from security_item where seen_at is null
    union all
    select * from (select * from security_item where seen_at is not null order by seen_at desc limit ${SEEN_SHOWN})
  `)
  const open = database.prepare<unknown[], ItemDbRow>(/* sql */ `
    select * from security_item where station = ? and kind = ? and seen_at is null
  `)
  const see = database.prepare<unknown[]>(/* sql */ `
    update security_item set seen_at = ?, seen_by = ?, note = ? where id = ? and seen_at is null
  `)
  const authorities = database.prepare<[], { pem: string }>(/* sql */ `select pem from authority order by added_at`)
  const addAuthority = database.prepare<unknown[]>(/* sql */ `insert or ignore into authority (fingerprint, pem, added_at) values (?, ?, ?)`)
  const removeAuthority = database.prepare<unknown[]>(/* sql */ `delete from authority where fingerprint = ?`)
  const roots = database.prepare<[], { station: string; ec: number; rsa: number; at: number }>(/* sql */ `select * from installed_root`)
  const saveRoots = database.prepare<unknown[]>(/* sql */ `insert or replace into installed_root (station, ec, rsa, at) values (?, ?, ?, ?)`)

  return {
    choices: (): Partial<StoredChoices> =>
      Object.fromEntries(choices.all().map(({ key, value }) => [key, JSON.parse(value) as unknown])),
    saveChoices(changed: Partial<StoredChoices>) {
      for (const [key, value] of Object.entries(changed)) saveChoice.run(key, JSON.stringify(value))
    },
    keys: () => keys.all(),
    saveKeys: database.transaction(({ station, since, pendingHash, pendingSince, retiredHash }: StationKeys, passwordHash: string | null) => {
      upsertKeys.run(station, since, pendingHash, pendingSince, retiredHash)
      setPassword.run(passwordHash, station)
    }),
    count({ station, kind, source, isCritical, event, at, info }: Commit['securityEvents'][number]) {
      count.run({ station, kind, source, critical: Number(isCritical), event, at, info })
    },
    items: () => items.all().map(toItem),
    openItem(station: string, kind: string) {
      const row = open.get(station, kind)
      return row ? toItem(row) : null
    },
    acknowledge: (item: number, { at, by, note }: NonNullable<SecurityItem['seen']>) => void see.run(at, by, note, item),
    authorities: () => authorities.all().map(({ pem }) => pem),
    addAuthority: (fingerprint: string, pem: string, at: number) => void addAuthority.run(fingerprint, pem, at),
    removeAuthority: (fingerprint: string) => void removeAuthority.run(fingerprint),
    roots: () => roots.all().map((row) => ({ ...row, ec: row.ec === 1, rsa: row.rsa === 1 })),
    saveRoots: (row: { station: string; ec: boolean; rsa: boolean; at: number }) =>
      void saveRoots.run(row.station, Number(row.ec), Number(row.rsa), row.at),
  }
}

function toItem(row: ItemDbRow): StoredItem {
  // Only `count` fills the column.
  const events = JSON.parse(row.events) as Record<string, number>
  const seen = row.seen_at === null ? null : { at: row.seen_at, by: row.seen_by ?? 'automatic', note: row.note ?? '' }
  return {
    item: row.id,
    station: row.station === '' ? null : row.station,
    kind: row.kind,
    source: row.source as StoredItem['source'],
    events,
    isCritical: row.is_critical === 1,
    count: Object.values(events).reduce((sum, times) => sum + times, 0),
    firstAt: row.first_at,
    lastAt: row.last_at,
    info: row.info,
    seen: seen as StoredItem['seen'],
  }
}
