import type { BillEntry, Claim, NotAssigned, Reimbursement, ReimbursementEntry } from '#contract/bills'
import { reimbursementSums } from '../../domain/billing/reimbursement'
import type { Secrets } from '../access-ports'
import { FaultError } from '../fault-error'
import type { Store } from '../ports'
import type { WorkingSet } from '../working-set'
import type { Bills } from './bills'

/** What a driver gets back for charging a company car (KPI definitions 9.5). @throws FaultError */
export interface Reimbursements {
  report(of: { month: string; person: number }): Promise<Reimbursement>
  saveClaim(claim: Claim): Promise<Claim>
}

export function createReimbursements(parts: {
  store: Pick<Store, 'bills' | 'audit' | 'signedReader'>
  set: WorkingSet
  bills: Pick<Bills, 'entriesOf' | 'notAssigned' | 'terms'>
  digest: Secrets['digest']
}): Reimbursements {
  const { store, set, bills } = parts

  function known(person: number) {
    const found = set.tokens.people.get(person)
    if (!found) throw new FaultError('PERSON_NOT_FOUND', { person })
    return found
  }
  const claimOf = (person: number, month: string, currency: string): Claim =>
    store.bills.claim(person, month) ?? { person, month, basePrice: null, currency, householdWh: null, odometerKm: null, isMeterCertified: null }

  /** Of the month, for whoever pays for an entry; without any, for whom the driver belongs to. Null: it is open. */
  const closingTimes = (month: string, entries: readonly BillEntry[], company: number | null) =>
    (entries.length > 0 ? entries.map((entry) => entry.company?.id ?? null) : [company]).map((payer) => bills.terms(month, payer).closedAt)

  /** In which car is not known: never silently in the sum. */
  function withoutCar(entry: BillEntry): NotAssigned {
    const { session, startedAt, endedAt, timeZone, station, stationName, siteName, person, energyWh } = entry
    return {
      session, gaps: ['vehicle'], startedAt, endedAt, timeZone, station, stationName, siteName, idToken: null,
      person: person.name, personId: person.id, energyWh, vehicles: set.tokens.people.get(person.id)?.vehicles ?? [],
    }
  }

  /** Which hosts corrections by hand came from: there are no names of people at the console. */
  const correctorsOf = (entries: readonly BillEntry[]) =>
    [...new Set(entries.flatMap(({ session }) => store.audit.ofSession(session).flatMap(({ action, host }) => (action === 'repaired' && host ? [host] : []))))]

  /** One after the other: each is checked on another thread, which others need as well. */
  async function withSignatures(entries: readonly BillEntry[]): Promise<ReimbursementEntry[]> {
    const checked: ReimbursementEntry[] = []
    for (const entry of entries) {
      const signed = entry.kind === 'charge' ? await store.signedReader.session(entry.session) : null
      const [first] = signed?.values ?? []
      // Stations that do not name their meter may let it sign.
      checked.push({ ...entry, meterSerial: entry.meterSerial ?? first?.meterSerial ?? null, signature: signed && first ? signed.state : null })
    }
    return checked
  }

  return {
    async report({ month, person }) {
      const driver = known(person)
      const all = await bills.entriesOf({ month, person })
      const entries = all.filter(({ vehicle }) => vehicle !== null).sort((a, b) => a.startedAt - b.startedAt || a.session - b.session)
      const left = await bills.notAssigned(month, person)
      const company = all.at(-1)?.company ?? null
      const times = closingTimes(month, all, driver.company)
      const claim = claimOf(person, month, entries[0]?.currency ?? set.organisation.newSite.currency)
      const repaired = entries.filter(({ isRepaired, kind }) => isRepaired && kind === 'charge')
      const report: Omit<Reimbursement, 'hash'> = {
        month,
        driver: { id: person, name: driver.name },
        costCentre: driver.costCentre,
        company: company ?? companyOf(driver.company),
        closedAt: times.includes(null) ? null : Math.max(...times.map(Number)),
        claim,
        entries: await withSignatures(entries),
        sums: reimbursementSums(entries, claim),
        corrected: { sessions: repaired.length, by: correctorsOf(repaired) },
        notAssigned: [...all.filter(({ vehicle, kind }) => vehicle === null && kind === 'charge').map(withoutCar), ...left],
      }
      return { ...report, hash: parts.digest(JSON.stringify(report)) }
    },
    async saveClaim(claim) {
      const driver = known(claim.person)
      const times = closingTimes(claim.month, await bills.entriesOf(claim), driver.company)
      if (times.some((at) => at !== null)) throw new FaultError('MONTH_CLOSED', { month: claim.month })
      store.bills.saveClaim(claim)
      return claim
    },
  }

  function companyOf(company: number | null) {
    const found = company === null ? null : set.organisation.companies.get(company)
    return found ? { id: found.company, name: found.name } : null
  }
}
