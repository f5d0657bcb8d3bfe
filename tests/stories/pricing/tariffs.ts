import type { Beneficiary } from '#contract/pricing'
import type { SessionPricing } from '#contract/pricing'
import type { Tariff, TariffElement } from '#contract/tariff'
import { first, type Stage } from '../story'

export const eur = (amount: number): number => Math.round(amount * 100_000)
export const energy = (price: number, taxRatePpm: number | null = null): TariffElement => ({
  priceComponents: [{ dimension: 'energy', price: eur(price), taxRatePpm, stepSize: 1 }], restrictions: null,
})

export const aTariff = (overrides: Partial<Tariff> = {}): Tariff => ({
  id: 'T1', name: 'Day tariff', currency: 'EUR', taxIncluded: 'yes', elements: [energy(0.5)], minPrice: null, maxPrice: null,
  idleFee: null, billsAllConnectedTime: false, validFrom: null, validUntil: null, ...overrides,
})

export const everybody: Beneficiary = { entityType: 'default', entityId: null }
const always = { validFrom: null, validUntil: null }

/** A tariff, given to somebody; else to all. */
export async function assigned(stage: Stage, tariff: Tariff, to: Beneficiary = everybody): Promise<void> {
  await stage.client.pricing.saveTariff({ version: null, tariff })
  await stage.client.pricing.saveAssignment({ assignment: null, ...to, tariffId: tariff.id, ...always })
}

export const priceOf = (stage: Stage, session = 1): Promise<SessionPricing> => first(stage.client.pricing.watchSession({ session }))
