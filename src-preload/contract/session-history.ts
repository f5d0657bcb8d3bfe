import { z } from 'zod'
import { endReasons, identitySchema, inactivityClasses, marks } from './vocabulary'

/** Which ended sessions are meant, and what is told of many at once. */

const ids = z.array(z.int().positive()).max(500)
const bound = z.int().min(0).max(8.64e15)

export const historyFilterSchema = z.object({
  station: identitySchema.nullable().default(null),
  /**
   * Words, each part of the charger's identity or name, the user's name or the user token; or a number, that of the
   * connector or of the session.
   */
  text: z.string().max(100).nullable().default(null),
  /** Began at this instant or later, and before that one. */
  from: bound.nullish(),
  to: bound.nullish(),
  /** Where the station stood when the session began. */
  companies: ids.nullish(),
  sites: ids.nullish(),
  areas: ids.nullish(),
  /** Whose the token was when the session began. */
  people: ids.nullish(),
  /** The EVSE; of an OCPP 1.6 charger its connector. */
  evse: z.int().min(1).max(65_535).nullish(),
  reasons: z.array(z.enum(endReasons)).nullish(),
  inactivity: z.array(z.enum(inactivityClasses)).nullish(),
  /** With one of these marks at the least. */
  marks: z.array(z.enum(marks)).nullish(),
  energyFromWh: bound.nullish(),
  energyToWh: bound.nullish(),
  /** Of priced sessions: the amount in thousandths of the minor unit, as far as possible of one currency alone. */
  priceFrom: z.int().nullish(),
  priceTo: z.int().nullish(),
  currency: z.string().length(3).nullish(),
})
export type HistoryFilter = z.infer<typeof historyFilterSchema>

export const historySorts = ['session', 'start', 'end', 'duration', 'inactivity', 'energy', 'price'] as const
export type HistorySort = (typeof historySorts)[number]
/** What a session does not have comes last, either way. */
export const historyOrderSchema = z.object({ by: z.enum(historySorts), descending: z.boolean() })
export type HistoryOrder = z.infer<typeof historyOrderSchema>
export const latestFirst: HistoryOrder = { by: 'start', descending: true }

/** Of all sessions that a filter finds. */
export interface HistorySummary {
  sessions: number
  energyWh: number
  durationMs: number
  /** Of the sessions whose course is known, see `inactivityKnown`. */
  inactivityMs: number
  inactivityKnown: number
  /** Of the priced sessions, one for each currency; amounts in thousandths of the minor unit. */
  revenue: { currency: string; amount: number; sessions: number }[]
}
