import type { Area, Company, Site, SiteInput } from '#contract/organisation'
import type { Station } from '../domain/station'
import { nowhere, type Surroundings } from '../domain/surroundings'
import type { StoredArea, StoredOrganisation, StoredSite } from './organisation-ports'

/** Companies, sites and areas in memory. The database holds the same; changes come in after they are stored. */
export interface OrganisationBook {
  readonly companies: ReadonlyMap<number, Company>
  readonly sites: ReadonlyMap<number, Omit<Site, 'stations'>>
  readonly areas: ReadonlyMap<number, Omit<Area, 'stations'>>
  /** What a site is where nobody said otherwise. */
  readonly newSite: Omit<SiteInput, 'name'>
  putCompany(company: Company): void
  putSite(site: StoredSite): void
  putArea(area: StoredArea): void
  surroundingsOf(station: Pick<Station, 'site' | 'area'>): Surroundings
}

/** What a site has of which nobody said where it is: the zone of this computer, and the currency of most of them. */
const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const defaultCurrency = 'EUR'

export function organisationBookOf(stored: StoredOrganisation): OrganisationBook {
  const companies = new Map(stored.companies.map((company) => [company.company, company]))
  const whole = (site: StoredSite) => ({
    ...site,
    timeZone: site.timeZone ?? ownTimeZone,
    currency: site.currency ?? defaultCurrency,
  })
  const sites = new Map(stored.sites.map((site) => [site.site, whole(site)]))
  const areas = new Map(stored.areas.map((area) => [area.area, area]))
  const known = new Map<string, Surroundings>()

  function surroundings(siteId: number, areaId: number | null): Surroundings {
    const site = sites.get(siteId)
    if (!site) return nowhere
    const company = site.company === null ? undefined : companies.get(site.company)
    const area = areaId === null ? undefined : areas.get(areaId)
    return {
      company: company ? { id: company.company, name: company.name } : null,
      site: { id: site.site, name: site.name },
      area: area && area.site === site.site ? { id: area.area, name: area.name } : null,
    }
  }

  return {
    companies,
    sites,
    areas,
    newSite: {
      site: null,
      company: null,
      address: '',
      latitude: null,
      longitude: null,
      timeZone: ownTimeZone,
      currency: defaultCurrency,
      limitA: null,
      openingHours: null,
    },
    putCompany(company) {
      companies.set(company.company, company)
      known.clear()
    },
    putSite(site) {
      sites.set(site.site, whole(site))
      known.clear()
    },
    putArea(area) {
      areas.set(area.area, area)
      known.clear()
    },
    /** Asked with every message. */
    surroundingsOf({ site, area }) {
      if (site === null) return nowhere
      const key = `${site} ${area}`
      const found = known.get(key) ?? surroundings(site, area)
      known.set(key, found)
      return found
    },
  }
}
