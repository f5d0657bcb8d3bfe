import { peopleColumns, type PeopleColumn, type PeopleImport, type separators } from '#contract/people-file'
import { lookalikesAmong } from '../domain/id-token'
import { type ImportPlan, type Known, planImport } from '../domain/people-file/plan-import'
import { csvOf, readTable } from '../domain/people-file/table-file'
import type { Clock, Store, StoredToken } from './ports'
import { newToken } from './token-book'
import type { TokenDesk } from './token-desk'
import type { WorkingSet } from './working-set'

/** People and tokens as a file, in and out: one implementation for windows and scripts. Files come in base64. */
export interface PeopleFile {
  preview(file: string): PeopleImport
  /** All or nothing. @throws StorageFullError */
  import(file: string): PeopleImport
  export(separator: (typeof separators)[number]): { name: string; text: string }
}

export function createPeopleFile({ clock, store, set, desk }: { clock: Clock; store: Store; set: WorkingSet; desk: Pick<TokenDesk, 'adopted'> }): PeopleFile {
  const { tokens: book, organisation } = set
  const plan = (file: string): ImportPlan => planImport(readTable(Buffer.from(file, 'base64')), known())

  function known(): Known {
    const byName = new Map([...book.people.values()].map((person) => [person.name.toLowerCase(), person]))
    const companies = new Map([...organisation.companies.values()].flatMap((one) => (one.retiredAt === null ? [[one.name.toLowerCase(), one.company]] : [])))
    const decided = [...book.tokens.values()].filter(({ status }) => status !== null)
    const lookalikes = lookalikesAmong(decided.map(({ token }) => token))
    return {
      person: (name) => byName.get(name.toLowerCase()) ?? null,
      nameOf: (person) => book.people.get(person)?.name ?? '',
      company: (name) => companies.get(name.toLowerCase()) ?? null,
      token: (token) => book.tokens.get(token) ?? null,
      similar(token) {
        const [first] = lookalikes.of(token)
        return first === undefined ? null : (book.tokens.get(first)?.raw ?? first)
      },
    }
  }

  return {
    preview: (file) => plan(file).report,
    import(file) {
      const { report, people, tokens } = plan(file)
      if (report.problem !== null || report.bad > 0) return report
      const now = clock.now()
      const adopted = store.people.adopt({
        people: people.map((person) => ({ ...person, createdAt: (person.person === null ? null : book.people.get(person.person)?.createdAt) ?? now })),
        tokens: tokens.map(({ owner, ...said }) => ({ token: { ...(book.tokens.get(said.token) ?? newToken(said.token, now)), ...said }, owner })),
      }, now)
      desk.adopted(adopted)
      return { ...report, isImported: true }
    },
    export(separator) {
      const owned = Map.groupBy([...book.tokens.values()].filter(({ status }) => status !== null), ({ person }) => person)
      const people = [...book.people.values()].sort((a, b) => a.name.localeCompare(b.name))
      const rows = people.flatMap(({ person, name, note, company, costCentre, vehicles }) => {
        const tokens = owned.get(person) ?? []
        return Array.from({ length: Math.max(1, tokens.length, vehicles.length) }, (_, at) => {
          const vehicle = vehicles[at]
          return line({
            person: name,
            company: company === null ? '' : (organisation.companies.get(company)?.name ?? ''),
            cost_centre: costCentre,
            person_note: note,
            vehicle: vehicle?.name ?? '',
            plate: vehicle?.plate ?? '',
            battery_kwh: vehicle?.batteryWh == null ? '' : String(vehicle.batteryWh / 1000),
            ...tokenCells(tokens[at]),
          })
        })
      })
      const loose = (owned.get(null) ?? []).map((token) => line(tokenCells(token)))
      return { name: `people-${new Date(clock.now()).toISOString().slice(0, 10)}.csv`, text: csvOf([[...peopleColumns], ...rows, ...loose], separator) }
    },
  }
}

const line = (cells: Partial<Record<PeopleColumn, string>>) => peopleColumns.map((column) => cells[column] ?? '')

function tokenCells(stored: StoredToken | undefined): Partial<Record<PeopleColumn, string>> {
  if (!stored) return {}
  const instant = (at: number | null) => (at === null ? '' : new Date(at).toISOString())
  return {
    token: stored.raw, status: stored.status ?? '', valid_from: instant(stored.validFrom), valid_until: instant(stored.validUntil),
    group: stored.group ?? '', note: stored.note,
  }
}
