import type { Allowance, Discount, Loyalty, PriceGroup, Voucher } from '#contract/price-rules'
import type { Membership, OfferedVoucher } from '../payments'
import { eur, kwh, percent } from './builders'

const always = { validFrom: null, validUntil: null }

export const aPercentage = (overrides: Partial<Extract<Discount, { kind: 'percentage' }>> = {}): Discount => ({
  kind: 'percentage', id: 'D1', name: 'Spring', ...always, daysOfWeek: null, quota: null, sharePpm: percent(10), dimensions: null, ...overrides,
})

export const aFixed = (overrides: Partial<Extract<Discount, { kind: 'fixed' }>> = {}): Discount => ({
  kind: 'fixed', id: 'D2', name: 'Welcome', ...always, daysOfWeek: null, quota: null, amount: eur(2), currency: 'EUR', ...overrides,
})

export const aGroup = (changes: PriceGroup['changes']): PriceGroup => ({ id: 'G1', name: 'Staff', changes })

export const anAllowance = (overrides: Partial<Allowance> = {}): Allowance => ({
  id: 'A1', name: 'Ten free kWh', ...always, dimension: 'energy', quantityPerMonth: kwh(10), ...overrides,
})

export const aVoucher = (balance: number, overrides: Partial<Voucher> = {}): OfferedVoucher => ({
  voucher: { id: 'V1', name: 'Gift card', ...always, value: balance, currency: 'EUR', ...overrides }, balance,
})

export const aMembership = (overrides: Partial<Membership> = {}, programme: Partial<Loyalty> = {}): Membership => ({
  loyalty: { id: 'L1', name: 'Points', milliPointsPerKwh: 1000, pointValue: eur(0.1), currency: 'EUR', ...programme },
  balance: 0, redeem: 0, ...overrides,
})
