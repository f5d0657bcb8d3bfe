import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { Area, Company, Organisation, Site } from '../organisation'
import { areaInputSchema, branchSchema, companyInputSchema, lifeCycles, siteInputSchema } from '../organisation'
import { stationsSchema } from '../transfers'
import { administers, reads } from './inputs'

export const organisation = {
  /** Companies, sites and areas, retired ones included. */
  watch: reads('GET /organisation').output(eventIterator(type<Organisation>())),
  /** Each adds one, or with its number changes it. */
  saveCompany: administers('POST /companies').input(companyInputSchema).output(type<Company>()),
  saveSite: administers('POST /sites').input(siteInputSchema).output(type<Site>()),
  saveArea: administers('POST /areas').input(areaInputSchema).output(type<Area>()),
  /** Retired: no longer offered; sessions of before keep its name. Refused while something stands in it. */
  setRetired: administers('POST /organisation/retired')
    .input(z.object({ branch: branchSchema, isRetired: z.boolean() }))
    .output(type<void>()),
  /** Moves stations; sessions that run keep where they began. */
  place: administers('POST /organisation/place')
    .input(z.object({ stations: stationsSchema, site: z.int().positive().nullable(), area: z.int().positive().nullable() }))
    .output(type<void>()),
  /** A retired station is turned away when it knocks. */
  setLifeCycle: administers('POST /stations/life-cycle')
    .input(z.object({ stations: stationsSchema, lifeCycle: z.enum(lifeCycles) }))
    .output(type<void>()),
}
