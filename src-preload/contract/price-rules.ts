import { z } from 'zod'
import { currencySchema } from './organisation'
import { daysOfWeek, moneySchema, ratePpmSchema } from './tariff'

/** What changes the price of a session beside its tariff. Each shows as a line with its name (KPI definitions 9.4). */

export const chargedDimensions = ['energy', 'time', 'parking-time', 'flat', 'reservation', 'idle'] as const
/** What a line of a price can be for. */
export type ChargedDimension = (typeof chargedDimensions)[number]

const ruleId = { id: z.string().trim().min(1).max(36), name: z.string().trim().min(1).max(100) }
/** From then (inclusive) until then (exclusive), epoch milliseconds. Null: open. Judged by the start of the session. */
const validity = { validFrom: z.int().nullable(), validUntil: z.int().nullable() }
/** Null: all. */
const dimensionsSchema = z.array(z.enum(chargedDimensions)).min(1).nullable()

/** People who pay other prices than the tariff's: -20 % on energy are -200,000. */
export const priceGroupSchema = z.object({
  ...ruleId,
  changes: z.array(z.object({ dimensions: dimensionsSchema, changePpm: z.int().min(-1_000_000).max(10_000_000) })).min(1),
})
export type PriceGroup = z.infer<typeof priceGroupSchema>

const discountCommon = {
  ...ruleId,
  ...validity,
  /** Local day of the start of the session; null: every day. */
  daysOfWeek: z.array(z.enum(daysOfWeek)).min(1).nullable(),
  /** For how many sessions, in all or in each calendar month of the site; null: no limit. */
  quota: z.object({ sessions: z.int().min(1), per: z.enum(['total', 'month']) }).nullable(),
}
export const discountSchema = z.discriminatedUnion('kind', [
  /** Of the sums that it names. Several add up, each of the price before any of them. */
  z.object({ kind: z.literal('percentage'), ...discountCommon, sharePpm: ratePpmSchema, dimensions: dimensionsSchema }),
  /** Before or after tax as the prices of the tariff are. */
  z.object({ kind: z.literal('fixed'), ...discountCommon, amount: moneySchema, currency: currencySchema }),
])
export type Discount = z.infer<typeof discountSchema>

export const freeDimensions = ['energy', 'time', 'parking-time'] as const
/** Free kWh or minutes in each calendar month of the site. Quantity in mWh or in milliseconds. */
export const allowanceSchema = z.object({
  ...ruleId,
  ...validity,
  dimension: z.enum(freeDimensions),
  quantityPerMonth: z.int().min(1).max(1e12),
})
export type Allowance = z.infer<typeof allowanceSchema>

/** Pays like money: its value is what the customer pays, tax included. */
export const voucherSchema = z.object({ ...ruleId, ...validity, value: moneySchema, currency: currencySchema })
export type Voucher = z.infer<typeof voucherSchema>

export const loyaltySchema = z.object({
  ...ruleId,
  /** Thousandths of a point; 1.5 points are 1,500. Only whole points are credited. */
  milliPointsPerKwh: z.int().min(0).max(1e9),
  /** What a redeemed point pays, tax included. */
  pointValue: moneySchema.min(1),
  currency: currencySchema,
})
export type Loyalty = z.infer<typeof loyaltySchema>

/** Whose rule it is, the most particular first: the first that has a tariff decides. */
export const policyEntities = ['user', 'group', 'visitor', 'company', 'station', 'area', 'site', 'default'] as const
export type PolicyEntity = (typeof policyEntities)[number]

export const assignmentSchema = z.object({
  entityType: z.enum(policyEntities),
  /** As text, also where it is a number. Null for visitors and the default, which are one each. */
  entityId: z.string().min(1).max(255).nullable(),
  tariffId: z.string().min(1).max(36),
  ...validity,
})
export type Assignment = z.infer<typeof assignmentSchema>
