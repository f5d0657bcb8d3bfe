import type { Area, AreaInput, Branch, Company, CompanyInput, LifeCycle, Organisation, Site, SiteInput } from '#contract/organisation'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import { createValueFeed, type ValueFeed } from './feeds/value-feed'
import type { Clock, Store } from './ports'
import type { StationEntry, WorkingSet } from './working-set'

/** What a person does with companies, sites and areas, and where stations stand in them. @throws FaultError */
export interface OrganisationDesk {
  feed: ValueFeed<Organisation>
  sites(): Site[]
  /** The number of the site of that name, which is made where there is none. */
  siteNamed(name: string): number
  /** A station was accepted: its sessions of before stand where it stands now. */
  accepted(station: string): void
  saveCompany(input: CompanyInput): Company
  saveSite(input: SiteInput): Site
  saveArea(input: AreaInput): Area
  setRetired(branch: Branch, isRetired: boolean): void
  place(stations: readonly string[], to: { site: number | null; area: number | null }): void
  setLifeCycle(stations: readonly string[], lifeCycle: LifeCycle): Promise<void>
}

/** WebSocket close code "policy violation". */
const REFUSED = 1008

export function createOrganisation(parts: {
  clock: Clock
  store: Store
  set: WorkingSet
  connections: Connections
  central: CentralSystem
  /** Stations look different because of a name. */
  stationsChanged: (stations: readonly string[]) => void
}): OrganisationDesk {
  const { clock, store, set, connections, central } = parts
  const book = set.organisation
  const stations = () => [...set.entries()].filter(({ station }) => station.admission === 'registered').map(({ station }) => station)
  const siteView = (site: Omit<Site, 'stations'>): Site => ({
    ...site,
    stations: stations().filter((station) => station.site === site.site && station.lifeCycle !== 'retired').length,
  })
  const areaView = (area: Omit<Area, 'stations'>): Area => ({
    ...area,
    stations: stations().filter((station) => station.area === area.area && station.lifeCycle !== 'retired').length,
  })
  const sites = () => [...book.sites.values()].map(siteView).sort(byName)
  const read = (): Organisation => ({
    companies: [...book.companies.values()].sort(byName),
    sites: sites(),
    areas: [...book.areas.values()].map(areaView).sort(byName),
  })
  const feed = createValueFeed({ clock, read })

  const company = (id: number) => book.companies.get(id) ?? fail(new FaultError('COMPANY_NOT_FOUND', { company: id }))
  const site = (id: number) => book.sites.get(id) ?? fail(new FaultError('SITE_NOT_FOUND', { site: id }))
  const area = (id: number) => book.areas.get(id) ?? fail(new FaultError('AREA_NOT_FOUND', { area: id }))

  function entryOf(station: string): StationEntry {
    return set.find(station) ?? fail(new FaultError('STATION_NOT_FOUND', { station }))
  }

  function demandFreeName(name: string, others: Iterable<{ name: string }>): void {
    for (const other of others) {
      if (other.name.toLowerCase() === name.toLowerCase()) throw new FaultError('NAME_TAKEN', { name })
    }
  }

  function changed(of: (station: StationEntry['station']) => boolean): void {
    feed.touch()
    parts.stationsChanged(stations().filter(of).map(({ station }) => station))
  }

  /** What still stands in it; nothing may stand in what is retired. */
  function contentOf({ kind, id }: Branch): number {
    const inUse = stations().filter(({ lifeCycle }) => lifeCycle !== 'retired')
    switch (kind) {
      case 'company':
        return [...book.sites.values()].filter((other) => other.company === id && other.retiredAt === null).length
      case 'site':
        return inUse.filter((station) => station.site === id).length
      case 'area':
        return inUse.filter((station) => station.area === id).length
    }
  }

  const desk: OrganisationDesk = {
    feed,
    sites,
    siteNamed(name) {
      const known = [...book.sites.values()].find((other) => other.name.toLowerCase() === name.toLowerCase())
      return known?.site ?? desk.saveSite({ ...book.newSite, name }).site
    },
    accepted(identity) {
      const { station } = entryOf(identity)
      const surroundings = book.surroundingsOf(station)
      central.amend({ sessions: set.openSessions(station.station).map((session) => ({ ...session, surroundings })) })
      store.organisation.placeSessions(station.station, surroundings)
    },
    saveCompany(input) {
      const before = input.company === null ? null : company(input.company)
      demandFreeName(input.name, [...book.companies.values()].filter((other) => other !== before))
      const fields = { ...input, address: input.address ?? before?.address ?? '' }
      const saved = { ...fields, company: store.organisation.saveCompany(fields), retiredAt: before?.retiredAt ?? null }
      book.putCompany(saved)
      changed(() => before !== null && before.name !== input.name)
      return saved
    },
    saveSite(input) {
      const before = input.site === null ? null : site(input.site)
      if (input.company !== null) company(input.company)
      demandFreeName(input.name, [...book.sites.values()].filter((other) => other !== before))
      const saved = { ...input, site: store.organisation.saveSite(input), retiredAt: before?.retiredAt ?? null }
      book.putSite(saved)
      changed((station) => station.site === saved.site)
      return siteView(saved)
    },
    saveArea(input) {
      const before = input.area === null ? null : area(input.area)
      site(input.site)
      demandFreeName(input.name, [...book.areas.values()].filter((other) => other !== before && other.site === input.site))
      const saved = { ...input, area: store.organisation.saveArea(input), retiredAt: before?.retiredAt ?? null }
      book.putArea(saved)
      changed((station) => station.area === saved.area)
      return areaView(saved)
    },
    setRetired(branch, isRetired) {
      const retiredAt = isRetired ? clock.now() : null
      const found = branch.kind === 'company' ? company(branch.id) : branch.kind === 'site' ? site(branch.id) : area(branch.id)
      const count = isRetired ? contentOf(branch) : 0
      if (count > 0) throw new FaultError('STILL_IN_USE', { name: found.name, count })
      store.organisation.setRetired(branch.kind, branch.id, retiredAt)
      if (branch.kind === 'company') book.putCompany({ ...company(branch.id), retiredAt })
      else if (branch.kind === 'site') book.putSite({ ...site(branch.id), retiredAt })
      else book.putArea({ ...area(branch.id), retiredAt })
      feed.touch()
    },
    place(identities, to) {
      if (to.site !== null) site(to.site)
      if (to.area !== null && area(to.area).site !== to.site) throw new FaultError('AREA_NOT_FOUND', { area: to.area })
      central.amend({ stations: identities.map((identity) => ({ ...entryOf(identity).station, ...to })) })
      feed.touch()
    },
    async setLifeCycle(identities, lifeCycle) {
      const entries = identities.map(entryOf)
      central.amend({ stations: entries.map(({ station }) => ({ ...station, lifeCycle })) })
      feed.touch()
      if (lifeCycle !== 'retired') return
      const open = entries.flatMap(({ station }) => connections.of(station.station))
      await Promise.all(open.map((connection) => connection.close(REFUSED, 'retired')))
    },
  }
  return desk
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)

function fail(error: Error): never {
  throw error
}
