import type { Area, AreaInput, Company, CompanyInput, Site, SiteInput } from '#contract/organisation'
import type { Surroundings } from '../domain/surroundings'

export interface StoredOrganisation {
  companies: Company[]
  sites: StoredSite[]
  areas: StoredArea[]
}
/** How many stations stand there is counted where it is shown. A site without a zone has that of this computer. */
export type StoredSite = Omit<Site, 'stations' | 'timeZone' | 'currency'> & { timeZone: string | null; currency: string | null }
export type StoredArea = Omit<Area, 'stations'>

/** Companies, sites and areas. Each save returns the number; a null number is a new one. Throws StorageFullError. */
export interface OrganisationStore {
  saveCompany(company: Required<CompanyInput>): number
  saveSite(site: SiteInput): number
  saveArea(area: AreaInput): number
  /** What was told while it waited to be accepted: nobody knew where it stood. */
  placeSessions(station: string, surroundings: Surroundings): void
  setRetired(table: 'company' | 'site' | 'area', id: number, at: number | null): void
}
