import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { AccessLevel } from '../access'
import { faults } from '../fault'
import { identitySchema } from '../vocabulary'

/** What the parts of the contract have in common. */

const base = oc.$meta<{ level: AccessLevel }>({ level: 'administer' }).errors(faults)

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * A procedure begins with who may call it by a token, and where it is served under `/api`: GET for what changes
 * nothing, so also for feeds. A part of the path in braces is a field of the input.
 */
const asking = (level: AccessLevel) => (route: `${Method} /${string}`) => {
  const [method, path] = route.split(' ') as [Method, `/${string}`]
  return base.meta({ level }).route({ method, path })
}
export const reads = asking('read')
export const operates = asking('operate')
export const administers = asking('administer')

export const nameSchema = z.string().trim().min(1).max(100)
export const stationInput = z.object({ station: identitySchema })
export const sessionInput = z.object({ session: z.int().positive() })
export const cursorSchema = z.string().max(200).nullable().default(null)
export const limitSchema = z.int().min(1).max(500).default(100)
export const noteSchema = z.string().trim().max(500)
export const instantSchema = z.int().min(0).max(8.64e15).nullable()

/** Where a station stands: an existing site, a new one by its name, or none. */
export const siteChoiceSchema = z.union([
  z.object({ site: z.int().positive() }),
  z.object({ newSite: nameSchema }),
  z.null(),
])
export type SiteChoice = z.infer<typeof siteChoiceSchema>

/** Whose a token becomes: a known person's, or a new one's by the name. */
export const personChoiceSchema = z.union([z.object({ person: z.int().positive() }), z.object({ newPerson: nameSchema })])
export type PersonChoice = z.infer<typeof personChoiceSchema>
