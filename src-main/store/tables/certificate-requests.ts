import type { Database } from 'better-sqlite3'
import type { Commit } from '../../app/ports'
import type { StoredRequest } from '../../app/security-ports'

const SHOWN = 500
const NEWEST = 4

const columns = /* sql */ `
  id as request, station, at, certificate_use as "use", text, request_id as requestId, common_name as commonName, organisation,
  key_kind as "key", bits, state, flaw, answer, decided_by as decidedBy, decided_at as decidedAt, chain, fingerprint,
  not_after as notAfter
`

/** Requests of stations for certificates, with what was issued. */
export function certificateRequestTable(database: Database) {
  const supersede = database.prepare<unknown[]>(/* sql */ `
    update certificate_request set state = 'superseded'
    where station = ? and certificate_use = ? and state in ('waiting', 'granted', 'unanswered')
  `)
  const insert = database.prepare<unknown[]>(/* sql */ `
    insert into certificate_request
      (station, at, certificate_use, text, request_id, common_name, organisation, key_kind, bits, state, flaw)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const update = database.prepare<unknown[]>(/* sql */ `
    update certificate_request
    set state = ?, flaw = ?, answer = ?, decided_by = ?, decided_at = ?, chain = ?, fingerprint = ?, not_after = ? where id = ?
  `)
  const all = database.prepare<[], StoredRequest>(/* sql */ `select ${columns} from certificate_request order by id desc limit ${SHOWN}`)
  const newest = database.prepare<[string], StoredRequest>(/* sql */ `
    select ${columns} from certificate_request where station = ? order by id desc limit ${NEWEST}
  `)

  return {
    requests: () => all.all(),
    newestRequests: (station: string) => newest.all(station),
    /** The newest one of a station counts: it has the key that the station will use. */
    add({ station, request }: Commit['certificateRequests'][number]) {
      const { at, use, text, requestId, facts, flaw } = request
      if (flaw === null) supersede.run(station, use)
      const state = flaw === null ? 'waiting' : 'refused'
      const of = [facts?.commonName ?? null, facts?.organisation ?? null, facts?.key ?? null, facts?.bits ?? null]
      insert.run(station, at, use, text, requestId, ...of, state, flaw)
    },
    saveRequest(row: StoredRequest) {
      const { request, state, flaw, answer, decidedBy, decidedAt, chain, fingerprint, notAfter } = row
      update.run(state, flaw, answer, decidedBy, decidedAt, chain, fingerprint, notAfter, request)
    },
  }
}
