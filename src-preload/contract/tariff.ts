import { z } from 'zod'
import { currencySchema } from './organisation'

/**
 * Tariffs in the shape of OCPI 2.2.1 (mod_tariffs), with the units of Plugboard in place of decimals: money in integers,
 * energy in Wh, power in W, time in seconds.
 */

/** Integer thousandths of the minor unit of the currency: 0.25 EUR are 25,000, and so are 25 JPY. */
export type Money = number

/** Beyond these it is a slip of the keyboard, in any currency; below, the sum of any session is a safe integer. */
export const moneySchema = z.int().min(0).max(1e14)
const unitPriceSchema = z.int().min(0).max(1e11)
/** Parts per million: 19 % are 190,000. */
export const ratePpmSchema = z.int().min(0).max(1_000_000)

export const tariffDimensions = ['energy', 'time', 'parking-time', 'flat'] as const
/** Energy per kWh, time charging per hour, time in which the vehicle asks for no power per hour, once per session. */
export type TariffDimension = (typeof tariffDimensions)[number]

export const daysOfWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type DayOfWeek = (typeof daysOfWeek)[number]

export const reservationKinds = ['reservation', 'reservation-expires'] as const

const timeOfDaySchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'HH:MM')
const localDateSchema = z.iso.date()

export const priceComponentSchema = z.object({
  dimension: z.enum(tariffDimensions),
  /** Per kWh, per hour, or once; with or without tax as the tariff says. */
  price: unitPriceSchema,
  /** Null: no tax applies, which is not the same as a rate of 0. */
  taxRatePpm: ratePpmSchema.nullable(),
  /** What is billed in steps: Wh for energy, seconds for times; without meaning for flat. */
  stepSize: z.int().min(1).max(1_000_000),
})
export type PriceComponent = z.infer<typeof priceComponentSchema>

/** All that are given must hold. Minima are inclusive, maxima exclusive. They look at the moment, not at the session. */
export const restrictionsSchema = z
  .object({
    /** Local time of day of the site. A window that ends before it starts goes over midnight. */
    startTime: timeOfDaySchema,
    endTime: timeOfDaySchema,
    /** Local days of the site; the end is no longer in it. */
    startDate: localDateSchema,
    endDate: localDateSchema,
    /** Energy that the session has taken by then. */
    minEnergyWh: z.int().min(0).max(1e9),
    maxEnergyWh: z.int().min(1).max(1e9),
    minPowerW: z.int().min(0).max(1e8),
    maxPowerW: z.int().min(1).max(1e8),
    /** Sum over the phases. */
    minCurrentA: z.number().min(0).max(1e5),
    maxCurrentA: z.number().gt(0).max(1e5),
    /** Since the session began. */
    minDurationS: z.int().min(0).max(1e9),
    maxDurationS: z.int().min(1).max(1e9),
    dayOfWeek: z.array(z.enum(daysOfWeek)).min(1).max(7),
    /** The element prices a reservation instead of a session. */
    reservation: z.enum(reservationKinds),
  })
  .partial()
  .superRefine((restrictions, { addIssue }) => {
    for (const [from, to] of ranges) {
      const [lower, upper] = [restrictions[from], restrictions[to]]
      if (lower === undefined || upper === undefined || lower < upper) continue
      addIssue({ code: 'custom', path: [to], message: `not above ${from}` })
    }
  })
export type TariffRestrictions = z.infer<typeof restrictionsSchema>

const ranges = [
  ['startDate', 'endDate'],
  ['minEnergyWh', 'maxEnergyWh'],
  ['minPowerW', 'maxPowerW'],
  ['minCurrentA', 'maxCurrentA'],
  ['minDurationS', 'maxDurationS'],
] as const

export const tariffElementSchema = z
  .object({ priceComponents: z.array(priceComponentSchema).min(1).max(4), restrictions: restrictionsSchema.nullable() })
  .superRefine(({ priceComponents, restrictions }, { addIssue }) => {
    const seen = new Set<TariffDimension>()
    priceComponents.forEach(({ dimension }, index) => {
      const path = ['priceComponents', index, 'dimension']
      if (seen.has(dimension)) addIssue({ code: 'custom', path, message: 'priced twice in one element' })
      seen.add(dimension)
      const isOfReservation = dimension === 'flat' || dimension === 'time'
      if (restrictions?.reservation === undefined || isOfReservation) return
      addIssue({ code: 'custom', path, message: 'a reservation has time and flat only' })
    })
  })
export type TariffElement = z.infer<typeof tariffElementSchema>

/** Both apply, each to its own sum (mod_tariffs, note on min_price). Null: no limit on that sum. */
export const priceLimitSchema = z.object({ net: moneySchema.nullable(), gross: moneySchema.nullable() })
export type PriceLimit = z.infer<typeof priceLimitSchema>

/** For time in which the vehicle takes nothing although it could (KPI definitions 9.3). */
export const idleFeeSchema = z.object({
  pricePerMinute: unitPriceSchema,
  taxRatePpm: ratePpmSchema.nullable(),
  /** Once per session, before the first minute that costs. */
  graceMinutes: z.int().min(0).max(100_000),
  /** At most this for one session. */
  cap: moneySchema.nullable(),
  /** Local time of day; null: all day. */
  hours: z.object({ startTime: timeOfDaySchema, endTime: timeOfDaySchema }).nullable(),
})
export type IdleFee = z.infer<typeof idleFeeSchema>

export const taxModes = ['yes', 'no', 'not-applicable'] as const

export const tariffSchema = z
  .object({
    id: z.string().trim().min(1).max(36),
    name: z.string().trim().min(1).max(100),
    currency: currencySchema,
    /** Whether the prices contain the tax. Not applicable: there is none, whatever the rates say. */
    taxIncluded: z.enum(taxModes),
    /** Of each dimension the first that matches is in force; the order matters. */
    elements: z.array(tariffElementSchema).min(1).max(100),
    minPrice: priceLimitSchema.nullable(),
    maxPrice: priceLimitSchema.nullable(),
    idleFee: idleFeeSchema.nullable(),
    /** Waiting that the station caused counts as time charging, instead of as nothing. */
    billsAllConnectedTime: z.boolean(),
    /** The tariff is for sessions that begin from then on, epoch milliseconds. */
    validFrom: z.int().nullable(),
    /** It is for sessions that begin before. */
    validUntil: z.int().nullable(),
  })
  .superRefine(({ minPrice, maxPrice, validFrom, validUntil }, { addIssue }) => {
    for (const side of ['net', 'gross'] as const) {
      const [min, max] = [minPrice?.[side] ?? null, maxPrice?.[side] ?? null]
      if (min === null || max === null || min <= max) continue
      addIssue({ code: 'custom', path: ['maxPrice', side], message: 'below the minimum' })
    }
    if (validFrom === null || validUntil === null || validFrom < validUntil) return
    addIssue({ code: 'custom', path: ['validUntil'], message: 'not after validFrom' })
  })
export type Tariff = z.infer<typeof tariffSchema>

const digitsOf = new Map<string, number>()

/** Decimals of a currency: 2 of EUR, 0 of JPY, 3 of KWD. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency)
  if (known !== undefined) return known
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digitsOf.set(currency, digits)
  return digits
}

/** The amount in the currency's own units: 25,000 are 0.25 EUR. */
export const majorUnits = (amount: Money, currency: string): number => amount / 10 ** (minorDigits(currency) + 3)
