import type { Database } from 'better-sqlite3'
import type { HandshakeDetail, HandshakeEvidence } from '#contract/handshakes'
import type { HandshakeNote } from '#contract/vocabulary'

const MOST_SHOWN = 1_000
/** Whoever makes up a new identity each time is held off after some; this bounds what still adds up. */
const MOST_KEPT = 20_000

interface Row extends Omit<HandshakeDetail, 'secure' | 'notes' | 'evidence'> {
  facts: string
}
type Facts = { secure: boolean; notes: HandshakeNote[]; evidence: HandshakeEvidence }

/** Connection attempts, counted up by kind. */
export function handshakeTable(database: Database) {
  const save = database.prepare<unknown[]>(/* sql */ `
    insert into handshake (id, at, first_at, count, remote_address, identity, outcome, detail, port, request, facts)
    values (@id, @at, @firstAt, @count, @remoteAddress, @identity, @outcome, @detail, @port, @request, @facts)
    on conflict (id) do update set at = excluded.at, count = excluded.count, detail = excluded.detail,
      request = excluded.request, facts = excluded.facts
  `)
  const columns = /* sql */ `
    select id, at, first_at as firstAt, count, remote_address as remoteAddress, identity, outcome, detail, port, request, facts
    from handshake
  `
  const latest = database.prepare<[number], Row>(/* sql */ `${columns} order by at desc, id desc limit ?`)
  const one = database.prepare<[number], Row>(/* sql */ `${columns} where id = ?`)
  const last = database.prepare<[], { id: number | null }>(/* sql */ `select max(id) as id from handshake`)
  const drop = database.prepare<[number]>(/* sql */ `
    delete from handshake where id <= (select id from handshake order by id desc limit 1 offset ?)
  `)
  let sinceDrop = 0

  return {
    lastId: () => last.get()?.id ?? 0,
    latest: () => latest.all(MOST_SHOWN).map(detailOf),
    one(id: number) {
      const row = one.get(id)
      return row === undefined ? null : detailOf(row)
    },
    save({ secure, notes, evidence, ...row }: HandshakeDetail) {
      save.run({ ...row, facts: JSON.stringify({ secure, notes, evidence } satisfies Facts) })
      if (row.count > 1 || ++sinceDrop < 500) return
      sinceDrop = 0
      drop.run(MOST_KEPT)
    },
  }
}

function detailOf({ facts, ...row }: Row): HandshakeDetail {
  // Written by `save`, or by the migration for rows of older versions.
  return { ...row, ...(JSON.parse(facts) as Facts) }
}
