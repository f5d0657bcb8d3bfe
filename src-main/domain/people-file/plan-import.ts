import type { fileProblems} from '#contract/people-file';
import { type ImportRow, mostImportRows, type PeopleColumn, peopleColumns, type PeopleImport, type RowProblem } from '#contract/people-file'
import type { Vehicle } from '#contract/organisation'
import type { TokenStatus } from '#contract/vocabulary'
import { normaliseIdToken, reversedBytes } from '../id-token'
import { type ReadRow, readRow } from './read-row'
import type { TableFile } from './table-file'

export interface KnownPerson { person: number; name: string; note: string; company: number | null; costCentre: string; vehicles: Vehicle[] }
export interface KnownToken {
  raw: string
  status: TokenStatus | null
  validFrom: number | null
  validUntil: number | null
  group: string | null
  person: number | null
  note: string
}
/** What is there before. Names are compared without case. */
export interface Known {
  person(name: string): KnownPerson | null
  nameOf(person: number): string
  /** The number of a company that is not retired. */
  company(name: string): number | null
  token(normalised: string): KnownToken | null
  /** A known token that may be the same card (quirk A01), and is not the token itself. */
  similar(normalised: string): string | null
}

export type PlannedPerson = Omit<KnownPerson, 'person'> & { person: number | null }
export type PlannedToken = Omit<KnownToken, 'person' | 'status'> & {
  token: string
  status: TokenStatus
  /** A known person's number, or the place of a planned one. */
  owner: { person: number | null } | { planned: number }
}
export interface ImportPlan {
  report: PeopleImport
  people: PlannedPerson[]
  tokens: PlannedToken[]
}

/** What a file would change, and what is wrong with each row. Nothing of it is to be used where a row is bad. */
export function planImport(table: TableFile, known: Known): ImportPlan {
  const report: PeopleImport = { encoding: table.encoding, separator: table.separator, problem: null, rows: [], bad: 0, isImported: false }
  const refused = (code: (typeof fileProblems)[number], value = ''): ImportPlan => ({ report: { ...report, problem: { code, value } }, people: [], tokens: [] })
  if (table.problem !== null) return refused(table.problem, table.value)

  const heading = table.heading.map((name) => name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_'))
  const strange = heading.findIndex((name) => !isColumn(name))
  if (strange >= 0) return refused('column-unknown', table.heading[strange])
  const twice = heading.find((name, at) => heading.indexOf(name) !== at)
  if (twice !== undefined) return refused('column-twice', twice)
  if (!heading.includes('person') && !heading.includes('token')) return refused('column-missing', 'person, token')
  const lines = table.rows.map((cells, index) => ({ cells, row: index + 1 })).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (lines.length === 0) return refused('empty')
  if (lines.length > mostImportRows) return refused('too-many-rows', String(lines.length))

  const people = new Map<string, PlannedPerson & { row: number; at: number }>()
  const tokens = new Map<string, PlannedToken & { row: number }>()
  const rows = lines.map(({ cells, row }): ImportRow => {
    const said = new Map(cells.flatMap((cell, at) => (isColumn(heading[at]) ? [[heading[at], cell] as const] : [])))
    const shown = { row, person: said.get('person') ?? '', token: said.get('token') ?? '' }
    const bad = (problem: RowProblem): ImportRow => ({ ...shown, effect: null, problem, similar: null })
    if (cells.length > heading.length && cells.slice(heading.length).some(Boolean)) {
      return bad({ code: 'too-many-cells', column: null, value: String(cells.length), other: String(heading.length) })
    }
    const read = readRow(said)
    if ('code' in read) return bad(read)
    const person = read.person === '' ? null : takePerson(read, row)
    if (person && 'code' in person) return bad(person)
    const token = read.token === '' ? null : takeToken(read, row)
    if (token && 'code' in token) return bad(token)
    const effects = [person, token].filter((part) => part !== null).map(({ effect }) => effect)
    return { ...shown, effect: effects.includes('new') ? 'new' : effects.includes('changed') ? 'changed' : 'same', problem: null, similar: token?.similar ?? null }
  })

  type Effect = { effect: 'new' | 'changed' | 'same'; similar?: string | null }

  function takePerson(read: ReadRow, row: number): Effect | RowProblem {
    const key = read.person.toLowerCase()
    const stored = known.person(read.person)
    const company = read.company === null ? null : known.company(read.company)
    if (read.company !== null && company === null) return { code: 'company-unknown', column: 'company', value: read.company, other: null }
    const earlier = people.get(key)
    const before = earlier ?? stored ?? { name: read.person, note: '', company: null, costCentre: '', vehicles: [], person: null }
    const after = {
      person: before.person,
      name: before.name,
      note: read.personNote ?? before.note,
      company: company ?? before.company,
      costCentre: read.costCentre ?? before.costCentre,
      vehicles: read.vehicle ? withVehicle(before.vehicles, read.vehicle) : before.vehicles,
    }
    const differs = earlier && (['company', 'costCentre', 'note'] as const).find((field) => earlier[field] !== after[field] && earlier[field] !== (stored?.[field] ?? (field === 'company' ? null : '')))
    if (differs) {
      const column = ({ company: 'company', costCentre: 'cost_centre', note: 'person_note' } as const)[differs]
      return { code: 'person-differs', column, value: read.person, other: String(earlier.row) }
    }
    const isChanged = JSON.stringify(fieldsOf(before)) !== JSON.stringify(fieldsOf(after))
    people.set(key, { ...after, row: earlier?.row ?? row, at: earlier?.at ?? people.size })
    if (stored === null && !earlier) return { effect: 'new' }
    return { effect: isChanged ? 'changed' : 'same' }
  }

  function takeToken(read: ReadRow, row: number): Effect | RowProblem {
    const token = normaliseIdToken(read.token)
    const wrong = (code: RowProblem['code'], other: string): RowProblem => ({ code, column: 'token', value: read.token, other })
    const same = tokens.get(token)
    if (same) return wrong('token-twice', String(same.row))
    const reversed = reversedBytes(token)
    const turned = reversed === null ? undefined : tokens.get(reversed)
    if (turned) return wrong('token-twice-reversed', String(turned.row))
    const stored = known.token(token)
    const isKnown = stored?.status != null
    const sameCard = isKnown || reversed === null ? null : known.token(reversed)
    if (sameCard?.status) return wrong('token-reversed', sameCard.raw)
    // One that is part of another may well be another card: a person is told, and the file goes on.
    const similar = isKnown ? null : known.similar(token)
    const owner = read.person === '' ? null : known.person(read.person)
    if (stored?.status && stored.person !== null && read.person !== '' && stored.person !== owner?.person) {
      return wrong('token-taken', known.nameOf(stored.person))
    }
    const after = {
      raw: stored?.raw ?? read.token,
      status: read.status ?? stored?.status ?? 'accepted',
      validFrom: read.validFrom ?? stored?.validFrom ?? null,
      validUntil: read.validUntil ?? stored?.validUntil ?? null,
      group: read.group ?? stored?.group ?? null,
      note: read.note ?? stored?.note ?? '',
    }
    if (after.validFrom !== null && after.validUntil !== null && after.validFrom >= after.validUntil) {
      return { code: 'date-order', column: 'valid_until', value: read.token, other: null }
    }
    tokens.set(token, { token, ...after, row, owner: read.person === '' ? { person: stored?.person ?? null } : { planned: people.get(read.person.toLowerCase())?.at ?? 0 } })
    if (!stored?.status) return { effect: 'new', similar }
    const isOwned = read.person === '' || stored.person === owner?.person
    const isSame = isOwned && (['status', 'validFrom', 'validUntil', 'group', 'note'] as const).every((field) => stored[field] === after[field])
    return { effect: isSame ? 'same' : 'changed' }
  }

  return {
    report: { ...report, rows, bad: rows.filter(({ problem }) => problem !== null).length },
    people: [...people.values()].map(({ row: _, at: __, ...person }) => person),
    tokens: [...tokens.values()].map(({ row: _, ...token }) => token),
  }
}

const fieldsOf = ({ note, company, costCentre, vehicles }: PlannedPerson) => [note, company, costCentre, vehicles]
const isColumn = (name: string | undefined): name is PeopleColumn => peopleColumns.some((column) => column === name)

/** A vehicle is known by its plate, without one by its name; what the row says of it replaces what was said before. */
function withVehicle(vehicles: readonly Vehicle[], said: Vehicle): Vehicle[] {
  const key = ({ plate, name }: Vehicle) => (plate || name).toLowerCase().replaceAll(/\s/g, '')
  const at = vehicles.findIndex((vehicle) => key(vehicle) === key(said))
  if (at < 0) return [...vehicles, said]
  return vehicles.map((vehicle, index) => (index === at ? { name: said.name || vehicle.name, plate: said.plate || vehicle.plate, batteryWh: said.batteryWh ?? vehicle.batteryWh } : vehicle))
}
