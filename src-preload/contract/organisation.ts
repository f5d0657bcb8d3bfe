import { z } from 'zod'
import type { EpochMs } from './read-models'

/** Where sessions take place and whom they concern: company, site, site area; people are in `people.ts`. */

const name = z.string().trim().min(1).max(100)
const note = z.string().trim().max(500)
const id = z.int().positive()
/** Amperes per phase. */
const limitA = z.number().positive().max(10_000).nullable()

export const companyInputSchema = z.object({
  company: id.nullable(),
  name,
  note,
  /** Where its bills go, in lines. What is left out stays as it was. */
  address: note.optional(),
})
export type CompanyInput = z.infer<typeof companyInputSchema>

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** On these days of the week (1 is Monday) from one time to another, in the site's zone. */
export const openingSchema = z
  .object({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends before it begins' })
export type Opening = z.infer<typeof openingSchema>

export const timeZoneSchema = z.string().max(60).refine(isTimeZone, 'no time zone of the IANA database')
export const currencySchema = z.string().refine(isCurrency, 'no currency of ISO 4217')

export const siteInputSchema = z
  .object({
    site: id.nullable(),
    name,
    company: id.nullable(),
    address: note,
    latitude: z.number().min(-90).max(90).nullable(),
    longitude: z.number().min(-180).max(180).nullable(),
    timeZone: timeZoneSchema,
    currency: currencySchema,
    /** Of its connection to the grid. */
    limitA,
    /** Null: day and night. */
    openingHours: z.array(openingSchema).min(1).max(50).nullable(),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ['longitude'],
    message: 'a position needs both',
  })
export type SiteInput = z.infer<typeof siteInputSchema>

export const areaInputSchema = z.object({ area: id.nullable(), site: id, name, limitA })
export type AreaInput = z.infer<typeof areaInputSchema>

export const branchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('company'), id }),
  z.object({ kind: z.literal('site'), id }),
  z.object({ kind: z.literal('area'), id }),
])
export type Branch = z.infer<typeof branchSchema>

export const lifeCycles = ['planned', 'commissioning', 'production', 'maintenance', 'retired'] as const
/** Figures of a fleet count stations in production only (KPI definitions 2). */
export type LifeCycle = (typeof lifeCycles)[number]

export interface Company extends Omit<CompanyInput, 'company' | 'address'> {
  company: number
  address: string
  /** No longer offered where one is chosen; the past keeps it. */
  retiredAt: EpochMs | null
}

export interface Site extends Omit<SiteInput, 'site'> {
  site: number
  retiredAt: EpochMs | null
  /** Registered ones at it. */
  stations: number
}

export interface Area extends Omit<AreaInput, 'area'> {
  area: number
  retiredAt: EpochMs | null
  stations: number
}

export interface Organisation {
  companies: Company[]
  sites: Site[]
  areas: Area[]
}

export const vehicleSchema = z.object({
  name: z.string().trim().max(100),
  plate: z.string().trim().max(20),
  /** Usable energy, watt-hours; null: not known. */
  batteryWh: z.number().min(500).max(2_000_000).nullable(),
})
export type Vehicle = z.infer<typeof vehicleSchema>

export const personInputSchema = z.object({
  person: id.nullable(),
  name,
  note,
  /** What is left out stays as it was. */
  company: id.nullable().optional(),
  costCentre: z.string().trim().max(60).optional(),
  vehicles: z.array(vehicleSchema).max(20).optional(),
})
export type PersonInput = z.infer<typeof personInputSchema>

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    // Offsets like "+02:00" are accepted as well, and know no summer time.
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
