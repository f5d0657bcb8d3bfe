import { z } from 'zod'
import type { PricePoint, SessionPrice } from './price'
import {
  allowanceSchema,
  assignmentSchema,
  discountSchema,
  loyaltySchema,
  policyEntities,
  type PolicyEntity,
  priceGroupSchema,
  voucherSchema,
} from './price-rules'
import type { EpochMs } from './read-models'
import { type Money, type Tariff, tariffSchema } from './tariff'

/** Tariffs and what changes prices, as they are kept here: versions, whose they are, and the prices of sessions. */

/** What a session pays so far, or paid. Tax included, rounded to the minor unit. */
export interface PriceShown {
  amount: Money
  currency: string
  /** The session ended and its price is recorded. */
  isFinal: boolean
}

/** Prices for a time. A version that a session began with never changes. */
export interface TariffVersion {
  version: number
  tariff: Tariff
  createdAt: EpochMs
  /** Sessions that began with it. */
  sessions: number
}

export interface TariffView {
  /** Of all its versions. */
  id: string
  name: string
  currency: string
  /** No longer offered; sessions that began with it keep it. */
  retiredAt: EpochMs | null
  /** The latest first. */
  versions: TariffVersion[]
}

const entityRefinement = ({ entityType, entityId }: { entityType: PolicyEntity; entityId: string | null }): boolean =>
  (entityId === null) === (entityType === 'visitor' || entityType === 'default')

/** `version`: one that is changed; it must be unused. Null: a new one, and with a new id a new tariff. */
export const tariffInputSchema = z.object({ version: z.int().positive().nullable(), tariff: tariffSchema })
export type TariffInput = z.infer<typeof tariffInputSchema>

export const assignmentInputSchema = assignmentSchema
  .extend({ assignment: z.int().positive().nullable() })
  .refine(entityRefinement, { path: ['entityId'], message: 'names who or what' })
  .refine(({ validFrom, validUntil }) => validFrom === null || validUntil === null || validFrom < validUntil, {
    path: ['validUntil'],
    message: 'not after validFrom',
  })
export type AssignmentInput = z.infer<typeof assignmentInputSchema>

export interface AssignmentView extends Omit<AssignmentInput, 'assignment'> {
  assignment: number
  /** Null: it is gone, or there is no name for it. */
  entityName: string | null
  tariffName: string
}

/** Who gets it. */
export const beneficiarySchema = z
  .object({ entityType: z.enum(policyEntities), entityId: z.string().min(1).max(255).nullable() })
  .refine(entityRefinement, { path: ['entityId'], message: 'names who or what' })
export type Beneficiary = z.infer<typeof beneficiarySchema>

const forWhom = { for: z.array(beneficiarySchema).min(1).max(1000) }
export const priceRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price-group'), ...forWhom, rule: priceGroupSchema }),
  z.object({ kind: z.literal('discount'), ...forWhom, rule: discountSchema }),
  z.object({ kind: z.literal('allowance'), ...forWhom, rule: allowanceSchema }),
  z.object({ kind: z.literal('voucher'), ...forWhom, rule: voucherSchema }),
  /** `redeems`: points pay as soon as there are any. */
  z.object({ kind: z.literal('loyalty'), ...forWhom, redeems: z.boolean(), rule: loyaltySchema }),
])
export type PriceRule = z.infer<typeof priceRuleSchema>
export type PriceRuleKind = PriceRule['kind']

export interface PriceRuleView {
  rule: PriceRule
  forNames: (string | null)[]
  retiredAt: EpochMs | null
  /** Of a voucher: what is left of its value. Null: each who has it has a balance of their own. */
  left: number | null
  /** Sessions that it changed the price of. */
  sessions: number
}

export interface PricingBookView {
  tariffs: TariffView[]
  assignments: AssignmentView[]
  rules: PriceRuleView[]
}

/** The tariff of a session and whose rule it is, as found when the session began. */
export interface SessionPolicy {
  version: number
  tariffId: string
  tariffName: string
  entityType: PolicyEntity
  entityId: string | null
  /** As it was called then. */
  entityName: string | null
}

export const priceReasons = ['ended', 'data-changed', 'other-tariff', 'asked'] as const
/** Why a price was recorded: the session ended, what is known of it changed (late readings, a repair), another tariff or person applies, a person asked. */
export type PriceReason = (typeof priceReasons)[number]

/** A price as it was recorded. It is never changed: a correction is a credit that takes it back, and a new one. */
export interface PriceRecord {
  record: number
  session: number
  kind: 'price' | 'credit'
  at: EpochMs
  /** The first record of the session, to which corrections refer. Null: it is that. */
  first: number | null
  reason: PriceReason
  policy: SessionPolicy
  price: SessionPrice
}

/** What the session view shows of the price. */
export interface SessionPricing {
  session: number
  /** Null: no tariff was assigned when it began. */
  policy: SessionPolicy | null
  /** So far, of a running session; of an ended one as recorded last. Null: there is none. */
  price: SessionPrice | null
  isFinal: boolean
  /** Until when it is computed. */
  at: EpochMs
  /** Of the site; times of day are in it. */
  timeZone: string
  /** What the next minutes and kWh cost; null: it has ended. */
  now: PriceNowView | null
  /** The latest first. */
  records: PriceRecord[]
}

export interface PriceCourse {
  currency: string
  /** Rising in time. Empty where `isAsRecorded` is false. */
  points: PricePoint[]
  /** False: the rules changed since the price was recorded, so that its way there can no longer be told. */
  isAsRecorded: boolean
}

export interface PriceNowView {
  perKwh: Money | null
  perHour: Money | null
  runs: 'time' | 'parking-time' | null
  idlePerMinute: Money | null
  graceLeftMs: number | null
}

/** A made-up session, for a sentence that shows what a tariff means. */
export const tariffTrialSchema = z.object({
  tariff: tariffSchema,
  timeZone: z.string().max(60),
  start: z.int().min(0).max(8.64e15),
  energyWh: z.int().min(0).max(1_000_000),
  chargingMinutes: z.int().min(0).max(20_000),
  /** The vehicle stays and asks for no power. */
  idleMinutes: z.int().min(0).max(20_000),
})
export type TariffTrial = z.infer<typeof tariffTrialSchema>

/** What holds at each half hour of a week, for the picture of it. */
export interface TariffWeek {
  /** Seven days from Monday of 48 half hours each. Per kWh, per hour of charging, per hour of parking; null: free. */
  days: { perKwh: Money | null; perHour: Money | null; parkingPerHour: Money | null }[][]
}
