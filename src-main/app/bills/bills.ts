import type { Balance, BillClosing, BillEntry, BillGap, BillMonth, BillParty, NotAssigned, SessionBills, Statement } from '#contract/bills'
import { type BillSession, gapsOf } from '../../domain/billing/bill-session'
import { lastChargeOf, openMonthFrom, standingOf } from '../../domain/billing/due'
import { endOfMonth, monthAt, widestSpan } from '../../domain/billing/month'
import { createStatementRows, statementsOf, sumsOf } from '../../domain/billing/statement'
import type { Session } from '../../domain/session'
import type { BillTerms } from '../bill-ports'
import { FaultError } from '../fault-error'
import type { Clock, Store } from '../ports'
import type { WorkingSet } from '../working-set'
import { closingView, createClosings, isOverlapping } from './closings'
import { type Collected, createCollecting } from './collect'

const LISTED = 500

/** What was charged in a month, by who pays for it; and months that are closed. @throws FaultError */
export interface Bills {
  closings(): BillClosing[]
  month(of: { month: string; party: BillParty }): Promise<BillMonth>
  statements(of: { month: string; party: BillParty; id: number | null; progress?: (done: number) => void; signal?: AbortSignal | undefined }): Promise<Statement[]>
  notAssigned(month: string, person?: number): Promise<NotAssigned[]>
  entriesOf(of: { month: string; person: number }): Promise<BillEntry[]>
  close(of: { month: string; company: number | null; note: string; by: string }): Promise<BillClosing>
  reopen(of: { closing: number; note: string; by: string }): void
  ofSession(session: number): SessionBills
  /** Refused where a closed month holds the session as it is. */
  setVehicle(session: number, plate: string | null): Promise<void>
  balance(person: number): Promise<Balance>
  /** What the bills of a month say of who wrote them: as it was when it was closed. */
  terms(month: string, company: number | null): BillTerms & { closedAt: number | null }
}

export function createBills(parts: { clock: Clock; store: Pick<Store, 'bills' | 'reader'>; set: WorkingSet; sessionOf: (id: number) => Session | null }): Bills {
  const { clock, set } = parts
  const store = parts.store.bills
  const closings = createClosings(store)
  const timeZoneOf = (site: number | null) => (site === null ? null : set.organisation.sites.get(site)?.timeZone) ?? set.organisation.newSite.timeZone
  const collecting = createCollecting({ reader: parts.store.reader, closings, timeZoneOf })
  let closingNow: string | null = null

  async function collected(
    of: { month: string; person?: number | null; company?: number | null },
    { progress, signal }: { progress?: ((done: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Collected> {
    const all: Collected = { entries: [], left: [] }
    for await (const { entries, left } of collecting.of(of)) {
      all.entries.push(...entries)
      all.left.push(...left)
      progress?.(all.entries.length)
      signal?.throwIfAborted()
    }
    return all
  }

  const addresses = () => Object.fromEntries([...set.organisation.companies.values()].flatMap(({ company, address }) => (address === '' ? [] : [[company, address]])))
  const termsNow = (): BillTerms => ({ issuer: set.settings.issuer, addresses: addresses(), rounding: set.settings.taxRounding })
  function terms(month: string, company: number | null) {
    const closing = closings.find(month, company)
    return { ...(closing?.terms ?? termsNow()), closedAt: closing?.closedAt ?? null }
  }
  const termsFor = ({ month, company }: BillEntry) => terms(month, company?.id ?? null)
  const roundingOf = (entry: BillEntry) => termsFor(entry).rounding
  /** A statement is closed where each entry on it is. */
  function closedAtOf(entries: readonly BillEntry[]): number | null {
    const times = entries.map((entry) => termsFor(entry).closedAt)
    return times.includes(null) ? null : Math.max(...times.map(Number))
  }
  const companyOf = (person: number) => set.tokens.people.get(person)?.company ?? null

  function isOver(month: string): boolean {
    const zones = new Set([set.organisation.newSite.timeZone, ...[...set.organisation.sites.values()].map(({ timeZone }) => timeZone)])
    return [...zones].every((zone) => endOfMonth(zone, month) <= clock.now())
  }

  function gapView(session: BillSession, gaps: BillGap[]): NotAssigned {
    const { person, startedAt, endedAt, timeZone, station, stationName, siteName, idToken, vehicles } = session
    return {
      session: session.session, gaps, startedAt, endedAt, timeZone, station, stationName, siteName, idToken,
      person: person?.name ?? null, personId: person?.id ?? null, energyWh: session.energyMwh / 1000, vehicles,
    }
  }

  /** Later months may hold corrections of this one. */
  function demandLast(closing: BillClosing): void {
    const later = closings.inForce().find((other) => other.closing > closing.closing && isOverlapping(other, closing) && other.month > closing.month)
    if (later) throw new FaultError('LATER_MONTH_CLOSED', { month: closing.month, later: later.month })
  }

  async function freeze(closing: number, { month, company }: { month: string; company: number | null }): Promise<void> {
    for await (const { entries } of collecting.of({ month, company })) {
      // What an earlier closing of the month holds stays there.
      const fresh = entries.filter((entry) => !closings.isClosed(month, entry.company?.id ?? null))
      store.freeze(closing, fresh)
    }
  }

  /** The month of an ended session, and who pays for it today. */
  function placeOf(id: number): { month: string; company: number | null } {
    const session = parts.sessionOf(id)
    if (session?.endedAt == null) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    const month = monthAt(timeZoneOf(session.surroundings.site?.id ?? null), session.endedAt)
    return { month, company: session.person?.id == null ? null : companyOf(session.person.id) }
  }

  return {
    closings: () => closings.all().map(closingView),
    terms,
    async month({ month, party }) {
      const rows = createStatementRows(party, roundingOf)
      const notAssigned = { sessions: 0, person: 0, tariff: 0, review: 0 }
      let withoutCompany = 0
      for await (const { entries, left } of collecting.of({ month })) {
        for (const entry of entries) {
          rows.add(entry)
          if (entry.company === null && entry.kind === 'charge') withoutCompany += 1
        }
        notAssigned.sessions += left.length
        for (const session of left) for (const gap of gapsOf(session)) notAssigned[gap] += 1
      }
      return { month, party, rows: rows.rows(), notAssigned, withoutCompany, isOver: isOver(month) }
    },
    async statements({ month, party, id, progress, signal }) {
      const { entries } = await collected({ month, ...(id === null ? {} : party === 'person' ? { person: id } : { company: id }) }, { progress, signal })
      return statementsOf(entries, { party, month, closedAtOf, roundingOf })
    },
    async notAssigned(month, person) {
      const { left } = await collected({ month, ...(person === undefined ? {} : { person }) })
      const wanted = person === undefined ? left : left.filter((session) => session.person?.id === person)
      return wanted.slice(0, LISTED).map((session) => gapView(session, gapsOf(session)))
    },
    entriesOf: async (of) => (await collected(of)).entries,
    async close({ month, company, note, by }) {
      const known = company === null ? null : set.organisation.companies.get(company)
      if (known === undefined) throw new FaultError('COMPANY_NOT_FOUND', { company: company ?? 0 })
      if (!isOver(month)) throw new FaultError('MONTH_RUNS', { month })
      if (closings.inForce().some((closing) => closing.month === month && (closing.company === null || closing.company.id === company))) {
        throw new FaultError('MONTH_CLOSED', { month })
      }
      if (closingNow !== null) throw new FaultError('CLOSING_RUNS', { month: closingNow })
      closingNow = month
      try {
        const closing = store.prepare({
          month, company: known && { id: known.company, name: known.name }, closedAt: clock.now(), closedBy: by, note,
          until: widestSpan(month).to, terms: termsNow(),
        })
        try {
          await freeze(closing, { month, company })
          store.finish(closing)
        } catch (error) {
          store.abandon(closing)
          throw error
        }
      } finally {
        closingNow = null
      }
      closings.renew()
      const [made] = closings.all()
      if (!made) throw new Error(`the closing of ${month} is not stored`)
      return closingView(made)
    },
    reopen({ closing: id, note, by }) {
      const closing = closings.inForce().find((one) => one.closing === id)
      if (!closing) throw new FaultError('CLOSING_NOT_FOUND', { closing: id })
      if (closingNow !== null) throw new FaultError('CLOSING_RUNS', { month: closingNow })
      demandLast(closing)
      store.reopen(id, { at: clock.now(), by, note })
      closings.renew()
    },
    ofSession(id) {
      const { month, company } = placeOf(id)
      const billed = store.billed(id)
      const last = lastChargeOf(billed)
      const next = last ? openMonthFrom(last.month, last.company?.id ?? null, closings.isClosed) : openMonthFrom(month, company, closings.isClosed)
      return { closed: [...new Set(billed.map((entry) => entry.month))], next }
    },
    async setVehicle(id, plate) {
      placeOf(id)
      const [frozen] = standingOf(store.billed(id))
      // A correction that is due stands in an open month, with the car that is known by then.
      const isOpen = !frozen || (await collecting.dueOf(id)).some(({ kind }) => kind === 'charge')
      if (!isOpen) throw new FaultError('MONTH_CLOSED', { month: frozen.month })
      store.savePlate(id, plate)
    },
    async balance(person) {
      if (!set.tokens.people.has(person)) throw new FaultError('PERSON_NOT_FOUND', { person })
      const month = monthAt(set.organisation.newSite.timeZone, clock.now())
      const { entries } = await collected({ month, person })
      return { month, sums: sumsOf(entries, roundingOf) }
    },
  }
}
