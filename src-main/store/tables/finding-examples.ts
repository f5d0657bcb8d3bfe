import type { Database } from 'better-sqlite3'
import type { FindingExample } from '#contract/letter'
import type { Commit } from '../../app/ports'

/** Characters of a frame that are kept; one frame for each code of a station. */
const MOST_CHARACTERS = 8 * 1024
/** A newer frame takes the place of an older one no more often than this: findings can come with every message. */
const RENEWED_AFTER_MS = 86_400_000

/** A frame for each finding, which stays when the trace has long forgotten it. */
export function findingExampleTable(database: Database) {
  const all = database.prepare<[], { station: string; code: string; at: number }>(/* sql */ `select station, code, at from finding_example`)
  const upsert = database.prepare<unknown[]>(/* sql */ `
    insert into finding_example (station, code, frame, at, direction, action, firmware, detail, text) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (station, code) do update set
      frame = excluded.frame, at = excluded.at, direction = excluded.direction, action = excluded.action,
      firmware = excluded.firmware, detail = excluded.detail, text = excluded.text
  `)
  const one = database.prepare<[string, string], FindingExample>(/* sql */ `
    select frame, at, direction, action, firmware, detail, text from finding_example where station = ? and code = ?
  `)
  const firmwareOf = database.prepare<[string], { firmware: string | null }>(/* sql */ `
    select json_extract(facts, '$.firmware') as firmware from station where station = ?
  `)
  const removeFindings = database.prepare<[string]>(/* sql */ `delete from finding where station = ?`)
  const removeExamples = database.prepare<[string]>(/* sql */ `delete from finding_example where station = ?`)
  const keyOf = (station: string, code: string) => `${station}\n${code}`
  let keptAt: Map<string, number> | null = null

  return {
    save({ station, code, detail, frame }: Commit['findings'][number]) {
      if (!frame) return
      keptAt ??= new Map(all.all().map((row) => [keyOf(row.station, row.code), row.at]))
      const key = keyOf(station, code)
      const before = keptAt.get(key)
      if (before !== undefined && frame.at - before < RENEWED_AFTER_MS) return
      const { id, at, direction, action, text } = frame
      upsert.run(station, code, id, at, direction, action, firmwareOf.get(station)?.firmware ?? null, detail.slice(0, 500), text.slice(0, MOST_CHARACTERS))
      keptAt.set(key, at)
    },
    example: (station: string, code: string) => one.get(station, code) ?? null,
    forgetStation: database.transaction((station: string) => {
      removeFindings.run(station)
      removeExamples.run(station)
      keptAt = null
    }),
    /** After a transaction that was rolled back: nothing is known of what is stored. */
    forget() {
      keptAt = null
    },
  }
}
