import type { ChargedDimension } from './price-rules'
import type { EpochMs } from './read-models'
import type { Money, TariffRestrictions } from './tariff'

/** What a session costs and why, as windows, exports and bills show it. */

export type LineDimension = ChargedDimension | 'limit' | 'price-group' | 'discount' | 'voucher' | 'points'

/** Why a line is there. */
export type LineCause =
  | 'energy-taken'
  | 'charging'
  /** The station or the load management made the car wait, and the tariff bills all connected time. */
  | 'connected'
  /** The vehicle asked for no power. */
  | 'vehicle-paused'
  | 'session-started'
  | 'reserved'
  | 'reservation-expired'
  /** The vehicle stays after it stopped taking power, within and after the grace time. */
  | 'idle-grace'
  | 'idle'
  | 'idle-cap'
  | 'free-quantity'
  | 'price-group'
  | 'below-minimum'
  | 'above-maximum'
  | 'discount'
  | 'voucher'
  | 'points-redeemed'
  | 'points-earned'

export interface LineRule {
  kind: 'tariff' | 'price-group' | 'discount' | 'allowance' | 'voucher' | 'loyalty'
  id: string
  name: string
  /** Which element of the tariff, counted from 0; null: the tariff as a whole, or no tariff. */
  element: number | null
}

export interface PriceLine {
  dimension: LineDimension
  /** Which dimension it changes, as a price group does; null: it stands for itself. */
  changes: ChargedDimension | null
  cause: LineCause
  rule: LineRule
  /** What had to hold for the price; null: nothing. */
  restrictions: TariffRestrictions | null
  /** Null: of the session as a whole. */
  from: EpochMs | null
  to: EpochMs | null
  /** mWh is priced per kWh, ms per hour, all others each. */
  unit: 'mWh' | 'ms' | 'min' | 'once' | 'point'
  unitPrice: Money | null
  /** As billed. */
  quantity: number
  /** How much of the quantity was not used but is billed because of the step size. */
  stepUp: number
  net: Money
  /** Parts per million; null: no tax applies. */
  taxRatePpm: number | null
  tax: Money
  gross: Money
}

export interface TaxSum {
  taxRatePpm: number | null
  net: Money
  tax: Money
  gross: Money
}

export interface PriceSum {
  net: Money
  tax: Money
  gross: Money
  /** By rate, the highest first; they add up to the sum. */
  taxes: TaxSum[]
}

/** A session on a bill, for one rate. Rounded to the minor unit. */
export interface InvoiceLine {
  taxRatePpm: number | null
  /** With or without tax as the prices of the tariff are. */
  amount: Money
  /** Where a price limit fixed it for this session; null: the rate applies to the sum of the bill. */
  tax: Money | null
}

/** What a session took out of a balance. Units: free quantities mWh or ms, vouchers money, points points, discounts sessions. */
export interface BalanceUse {
  kind: 'allowance' | 'voucher' | 'points' | 'discount'
  id: string
  /** Which credit of the rule, e.g. the month "2026-11" of an allowance; null where the rule has one balance only. */
  credit: string | null
  used: number
}

/** A restriction could not be judged since the station did not tell the value; its element was not in force. */
export type PriceNote = 'power-unknown' | 'current-unknown'

export interface SessionPrice {
  tariffId: string
  currency: string
  /** They add up to `exact`. */
  lines: PriceLine[]
  exact: PriceSum
  /** Rounded once, to the minor unit of the currency. This is what is paid. */
  invoice: PriceSum
  /** The same as it goes into a bill of many sessions. */
  invoiceLines: InvoiceLine[]
  uses: BalanceUse[]
  pointsEarned: number
  notes: PriceNote[]
}

/** What a session would have cost if it had ended at an instant. */
export interface PricePoint {
  at: EpochMs
  amount: Money
}
