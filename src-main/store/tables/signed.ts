import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Commit } from '../../app/ports'
import type { SignedStore, StoredMeterKey } from '../../app/signed-ports'

/** What meters have signed stays as long as the session that it proves; typed keys until a person removes them. */
export function signedTables(database: Database): SignedStore & { saveValues(entry: Commit['signed'][number]): void } {
  // Chargers tell the same record again, with the stop or in a repeated message: the first one is the evidence.
  const save = database.prepare<Record<string, unknown>>(/* sql */ `
    insert into signed_value (session, station, at, context, format, encoding, content, public_key, digest)
    values (@session, @station, @at, @context, @format, @encoding, @text, @publicKey, @digest)
    on conflict (session, digest) where digest is not null do nothing
  `)
  const keys = database.prepare<[string], StoredMeterKey>(/* sql */ `
    select id, evse, content as text, added_at as addedAt from meter_key where station = ? order by id desc
  `)
  const addKey = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into meter_key (station, evse, content, added_at) values (?, ?, ?, ?) returning id
  `)
  const removeKey = database.prepare<[string, number]>(/* sql */ `delete from meter_key where station = ? and id = ?`)

  return {
    saveValues({ session, station, values }) {
      for (const value of values) save.run({ ...value, session, station, digest: digestOf(value.text) })
    },
    keys: (station) => keys.all(station),
    addKey(station, key) {
      return { ...key, id: addKey.get(station, key.evse, key.text, key.addedAt)?.id ?? 0 }
    },
    removeKey: (station, id) => void removeKey.run(station, id),
  }
}

/** Half of SHA-256 is far more than the records of one session need. */
const digestOf = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16)
