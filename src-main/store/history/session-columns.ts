import type { Database } from 'better-sqlite3'
import { endReasons, type InactivityClass, inactivityClasses, type Mark, marks } from '#contract/vocabulary'
import { inactivityClassOf } from '../../domain/course/activity'
import { type Columns, createColumns } from './columns'
import { createDictionary, type Dictionary } from './dictionary'

interface NarrowRow {
  session: number
  station: string
  person: string | null
  token: string | null
  personId: number | null
  company: number | null
  site: number | null
  area: number | null
  evse: number | null
  startedAt: number
  endedAt: number | null
  energyMwh: number
  inactivityMs: number | null
  price: number | null
  currency: string | null
  reason: string | null
  marks: string
}

const narrow = /* sql */ `
  select session, station, person, id_token as token, person_id as personId, company_id as company, site_id as site,
    area_id as area, evse, started_at as startedAt, ended_at as endedAt, energy_mwh as energyMwh,
    inactivity_ms as inactivityMs, price_amount as price, price_currency as currency, reason, marks
  from session where state = 'completed' and merged_into is null
`

export interface SessionColumns {
  columns: Columns
  /** Ids below this may exist. */
  size: number
  stations: Dictionary
  people: Dictionary
  tokens: Dictionary
  currencies: Dictionary
}

/** What lists of ended sessions are filtered and sorted by, of all of them: about 70 bytes each. */
export function readSessionColumns(database: Database): SessionColumns & { refresh(sessions: Iterable<number>): void } {
  const last = database.prepare<[], number | null>(/* sql */ `select max(session) from session`).pluck()
  const one = database.prepare<[number], NarrowRow>(/* sql */ `${narrow} and session = ?`)
  const masks = new Map<string, number>()
  let capacity = Math.ceil(((last.get() ?? 0) + 1024) * 1.1)
  const held = {
    columns: createColumns(capacity),
    size: 1,
    stations: createDictionary(),
    people: createDictionary(),
    tokens: createDictionary(),
    currencies: createDictionary(),
  }

  function put(row: NarrowRow): void {
    const at = row.session
    makeRoom(at)
    const { columns } = held
    columns.startedAt[at] = row.startedAt
    columns.endedAt[at] = row.endedAt ?? NaN
    columns.energyMwh[at] = row.energyMwh
    columns.inactivityMs[at] = row.inactivityMs ?? NaN
    columns.inactivityClass[at] = row.inactivityMs === null ? 0 : codeOfInactivity(inactivityClassOf(row.inactivityMs))
    columns.price[at] = row.price ?? NaN
    columns.currency[at] = held.currencies.code(row.currency)
    columns.station[at] = held.stations.code(row.station)
    columns.person[at] = held.people.code(row.person)
    columns.token[at] = held.tokens.code(row.token)
    columns.personId[at] = row.personId ?? 0
    columns.company[at] = row.company ?? 0
    columns.site[at] = row.site ?? 0
    columns.area[at] = row.area ?? 0
    columns.evse[at] = row.evse ?? 0
    columns.reason[at] = codeOfReason(row.reason)
    columns.marks[at] = maskOf(row.marks)
  }

  function makeRoom(session: number): void {
    if (session >= capacity) {
      capacity = Math.ceil((session + 1024) * 1.25)
      held.columns = createColumns(capacity, held.columns)
    }
    held.size = Math.max(held.size, session + 1)
  }

  function maskOf(text: string): number {
    const known = masks.get(text)
    if (known !== undefined) return known
    // Only `toRow` of the session table fills this column.
    const mask = marksMask(JSON.parse(text) as Mark[])
    masks.set(text, mask)
    return mask
  }

  for (const row of database.prepare<[], NarrowRow>(narrow).iterate()) put(row)

  return Object.assign(held, {
    refresh(sessions: Iterable<number>): void {
      for (const session of sessions) {
        const row = one.get(session)
        if (row) put(row)
        else if (session < capacity) held.columns.station[session] = 0
      }
    },
  })
}

export const codeOfReason = (reason: string | null): number => endReasons.findIndex((one) => one === reason) + 1
export const codeOfInactivity = (one: InactivityClass): number => inactivityClasses.indexOf(one) + 1
export const marksMask = (wanted: readonly Mark[]): number => wanted.reduce((mask, mark) => mask | (1 << marks.indexOf(mark)), 0)
