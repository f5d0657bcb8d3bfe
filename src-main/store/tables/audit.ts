import type { Database } from 'better-sqlite3'
import type { Page } from '#contract/read-models'
import type { NewAuditRow, StoredAuditRow } from '../../app/ports'

type AuditDbRow = Omit<StoredAuditRow, 'repair' | 'before' | 'after'> & { repair: string | null; before: string; after: string }

/** What was changed by hand, with what it was before. Kept as long as the sessions that it speaks of: until deleted by a person. */
export function auditTable(database: Database) {
  const insert = database.prepare<unknown[]>(/* sql */ `
    insert into audit (at, action, station, session, host, repair, before, after, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const columns = 'id, at, action, station, session, host, repair, before, after, note'
  const ofSession = database.prepare<[number], AuditDbRow>(/* sql */ `
    select ${columns} from audit where session = ? order by id desc
  `)
  const page = database.prepare<unknown[], AuditDbRow>(/* sql */ `
    select ${columns} from audit where id < ? order by id desc limit ?
  `)
  return {
    save({ at, action, station, session, host, repair, before, after, note }: NewAuditRow) {
      insert.run(at, action, station, session, host, repair && JSON.stringify(repair), JSON.stringify(before), JSON.stringify(after), note)
    },
    ofSession: (session: number) => ofSession.all(session).map(toAudit),
    page(cursor: string | null, limit: number): Page<StoredAuditRow> {
      const rows = page.all(cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor), limit + 1).map(toAudit)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return { rows: rows.slice(0, limit), next: last ? String(last.id) : null }
    },
  }
}

/** The casts trust our own writer: only `save` fills this table. */
function toAudit(row: AuditDbRow): StoredAuditRow {
  return {
    ...row,
    repair: row.repair === null ? null : (JSON.parse(row.repair) as StoredAuditRow['repair']),
    before: JSON.parse(row.before) as StoredAuditRow['before'],
    after: JSON.parse(row.after) as StoredAuditRow['after'],
  }
}
