import type { Database } from 'better-sqlite3'
import type { BillEntry, Claim } from '#contract/bills'
import type { BillStore, BillTerms, StoredClosing } from '../../app/bill-ports'

interface ClosingDbRow extends Omit<StoredClosing, 'company' | 'terms'> {
  company: number | null
  companyName: string | null
  terms: string
}

/** Closed months, which stay until a person deletes the database: what was billed has to be shown for years. */
export function billTables(database: Database): BillStore & { touch(session: number): void; touchAt(station: string): void } {
  const closings = database.prepare<[], ClosingDbRow>(/* sql */ `
    select closing, month, company, company_name as companyName, closed_at as closedAt, closed_by as closedBy, note, terms,
      reopened_at as reopenedAt, reopened_by as reopenedBy, reopened_note as reopenedNote,
      (select count(*) from bill_entry where bill_entry.closing = bill_closing.closing) as entries
    from bill_closing where state <> 'preparing' order by closing desc
  `)
  const prepare = database.prepare<unknown[], { closing: number }>(/* sql */ `
    insert into bill_closing (month, company, company_name, state, until, closed_at, closed_by, note, terms)
    values (?, ?, ?, 'preparing', ?, ?, ?, ?, ?) returning closing
  `)
  const freezeOne = database.prepare<unknown[]>(/* sql */ `
    insert into bill_entry (closing, session, person, company, body) values (?, ?, ?, ?, ?)
  `)
  const finish = database.prepare<unknown[]>(/* sql */ `update bill_closing set state = 'closed' where closing = ?`)
  const dropEntries = database.prepare<unknown[]>(/* sql */ `delete from bill_entry where closing = ?`)
  const drop = database.prepare<unknown[]>(/* sql */ `delete from bill_closing where closing = ?`)
  const unfinished = database.prepare<[], number>(/* sql */ `select closing from bill_closing where state = 'preparing'`).pluck()
  const reopen = database.prepare<unknown[]>(/* sql */ `
    update bill_closing set state = 'reopened', reopened_at = ?, reopened_by = ?, reopened_note = ? where closing = ?
  `)
  const until = database.prepare<[], number>(/* sql */ `select coalesce(max(until), 0) from bill_closing where state <> 'reopened'`).pluck()
  const touch = database.prepare<[number, number]>(/* sql */ `
    insert or ignore into bill_touched (session) select session from session where session = ? and state = 'completed' and ended_at < ?
  `)
  const touchAt = database.prepare<[string, number]>(/* sql */ `
    insert or ignore into bill_touched (session) select session from session where station = ? and state = 'completed' and ended_at < ?
  `)
  const billed = database.prepare<[number], string>(/* sql */ `
    select body from bill_entry join bill_closing using (closing) where session = ? and state = 'closed' order by entry
  `).pluck()
  const savePlate = database.prepare<unknown[]>(/* sql */ `
    insert into session_vehicle (session, plate) values (?, ?) on conflict (session) do update set plate = excluded.plate
  `)
  const dropPlate = database.prepare<unknown[]>(/* sql */ `delete from session_vehicle where session = ?`)
  const claim = database.prepare<[number, string], string>(/* sql */ `select body from reimbursement_claim where person = ? and month = ?`).pluck()
  const saveClaim = database.prepare<unknown[]>(/* sql */ `
    insert into reimbursement_claim (person, month, body) values (?, ?, ?) on conflict (person, month) do update set body = excluded.body
  `)

  const abandon = database.transaction((closing: number) => {
    dropEntries.run(closing)
    drop.run(closing)
  })
  // The process ended while it closed a month.
  for (const closing of unfinished.all()) abandon(closing)
  /** Most sessions that are stored end after it, and cost nothing here. */
  let closedUntil = until.get() ?? 0

  return {
    touch: (session) => void (closedUntil > 0 && touch.run(session, closedUntil)),
    touchAt: (station) => void (closedUntil > 0 && touchAt.run(station, closedUntil)),
    // The casts trust our own writer.
    closings: () =>
      closings.all().map(({ companyName, company, terms, ...row }) => ({
        ...row, company: company === null ? null : { id: company, name: companyName ?? '' }, terms: JSON.parse(terms) as BillTerms,
      })),
    prepare({ month, company, until: ends, closedAt, closedBy, note, terms }) {
      const made = prepare.get(month, company?.id ?? null, company?.name ?? null, ends, closedAt, closedBy, note, JSON.stringify(terms))
      closedUntil = Math.max(closedUntil, ends)
      return made?.closing ?? 0
    },
    freeze: database.transaction((closing: number, entries: readonly BillEntry[]) => {
      for (const entry of entries) freezeOne.run(closing, entry.session, entry.person.id, entry.company?.id ?? null, JSON.stringify(entry))
    }),
    finish: (closing) => void finish.run(closing),
    abandon(closing) {
      abandon(closing)
      closedUntil = until.get() ?? 0
    },
    reopen(closing, { at, by, note }) {
      reopen.run(at, by, note, closing)
      closedUntil = until.get() ?? 0
    },
    billed: (session) => billed.all(session).map((body) => JSON.parse(body) as BillEntry),
    savePlate: (session, said) => void (said === null ? dropPlate.run(session) : savePlate.run(session, said)),
    claim(person, month) {
      const body = claim.get(person, month)
      return body === undefined ? null : (JSON.parse(body) as Claim)
    },
    saveClaim: (said) => void saveClaim.run(said.person, said.month, JSON.stringify(said)),
  }
}
