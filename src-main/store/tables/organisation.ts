import type { Database } from 'better-sqlite3'
import type { AreaInput, Company, CompanyInput, Opening, SiteInput } from '#contract/organisation'
import type { Surroundings } from '../../domain/surroundings'
import type { StoredArea, StoredOrganisation, StoredSite } from '../../app/organisation-ports'

type SiteDbRow = Omit<StoredSite, 'openingHours'> & { openingHours: string | null }

/** Companies, their sites and the areas of these. They stay until a person retires them, and then for what was there. */
export function organisationTables(database: Database) {
  const companies = database.prepare<[], Company>(/* sql */ `select company, name, note, address, retired_at as retiredAt from company`)
  const sites = database.prepare<[], SiteDbRow>(/* sql */ `
    select site, name, company, address, latitude, longitude, time_zone as timeZone, currency, limit_a as limitA,
      opening_hours as openingHours, retired_at as retiredAt
    from site
  `)
  const areas = database.prepare<[], StoredArea>(/* sql */ `
    select area, site, name, limit_a as limitA, retired_at as retiredAt from site_area
  `)
  const saveCompany = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into company (company, name, note, address) values (?, ?, ?, ?)
    on conflict (company) do update set name = excluded.name, note = excluded.note, address = excluded.address returning company as id
  `)
  const saveSite = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into site (site, name, company, address, latitude, longitude, time_zone, currency, limit_a, opening_hours)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (site) do update set
      name = excluded.name, company = excluded.company, address = excluded.address, latitude = excluded.latitude,
      longitude = excluded.longitude, time_zone = excluded.time_zone, currency = excluded.currency,
      limit_a = excluded.limit_a, opening_hours = excluded.opening_hours
    returning site as id
  `)
  const saveArea = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into site_area (area, site, name, limit_a) values (?, ?, ?, ?)
    on conflict (area) do update set site = excluded.site, name = excluded.name, limit_a = excluded.limit_a returning area as id
  `)
  const retire = {
    company: database.prepare<unknown[]>(/* sql */ `update company set retired_at = ? where company = ?`),
    site: database.prepare<unknown[]>(/* sql */ `update site set retired_at = ? where site = ?`),
    area: database.prepare<unknown[]>(/* sql */ `update site_area set retired_at = ? where area = ?`),
  }

  const placeSessions = database.prepare<unknown[]>(/* sql */ `
    update session set company_id = ?, company_name = ?, site_id = ?, site_name = ?, area_id = ?, area_name = ?
    where station = ? and state = 'completed' and site_id is null
  `)

  return {
    all: (): StoredOrganisation => ({
      companies: companies.all(),
      // Only `saveSite` fills the column.
      sites: sites.all().map((row) => ({ ...row, openingHours: row.openingHours === null ? null : (JSON.parse(row.openingHours) as Opening[]) })),
      areas: areas.all(),
    }),
    saveCompany: ({ company, name, note, address }: Required<CompanyInput>) => saveCompany.get(company, name, note, address)?.id ?? 0,
    saveSite(site: SiteInput) {
      const { name, company, address, latitude, longitude, timeZone, currency, limitA, openingHours } = site
      const hours = openingHours && JSON.stringify(openingHours)
      return saveSite.get(site.site, name, company, address, latitude, longitude, timeZone, currency, limitA, hours)?.id ?? 0
    },
    saveArea: ({ area, site, name, limitA }: AreaInput) => saveArea.get(area, site, name, limitA)?.id ?? 0,
    placeSessions(station: string, { company, site, area }: Surroundings) {
      placeSessions.run(...[company, site, area].flatMap((place) => [place?.id ?? null, place?.name ?? null]), station)
    },
    setRetired: (table: keyof typeof retire, id: number, at: number | null) => void retire[table].run(at, id),
  }
}
