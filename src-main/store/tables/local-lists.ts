import type { Database } from 'better-sqlite3'
import type { StoredList } from '../../app/ports'

/** What is known of the local lists of stations. */
export function localListTable(database: Database) {
  const all = database.prepare<[], Omit<StoredList, 'content'> & { content: string | null }>(/* sql */ `
    select station, version, content, most_entries as mostEntries, per_message as perMessage, last_sync_at as lastSyncAt,
      result, refused_by as refusedBy
    from local_list
  `)
  const save = database.prepare<unknown[]>(/* sql */ `
    insert or replace into local_list
      (station, version, content, most_entries, per_message, last_sync_at, result, refused_by)
    values (?, ?, ?, ?, ?, ?, ?, ?)
  `)
  return {
    // Only `save` fills the column.
    all: () => all.all().map((row) => ({ ...row, content: row.content === null ? null : (JSON.parse(row.content) as StoredList['content']) })),
    save({ station, version, content, mostEntries, perMessage, lastSyncAt, result, refusedBy }: StoredList) {
      save.run(station, version, content && JSON.stringify(content), mostEntries, perMessage, lastSyncAt, result, refusedBy)
    },
  }
}
