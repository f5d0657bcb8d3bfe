import type { BillEntry, BillVehicle, Claim, ReimbursementSum } from '#contract/bills'
import type { Money } from '#contract/tariff'
import { apportion, share } from '../tariff/money'

/** base price x reimbursed kWh / total kWh of the household (KPI definitions 9.5). Null: one of them is not known. */
export function baseShareOf({ basePrice, householdWh }: Pick<Claim, 'basePrice' | 'householdWh'>, energyWh: number): Money | null {
  if (basePrice === null || householdWh === null) return null
  // More than the household used cannot be a part of it.
  return share(basePrice, Math.min(Math.max(0, Math.round(energyWh * 1000)), householdWh * 1000), householdWh * 1000)
}

/** By car and currency. Entries without a car are on the list of what is not assigned, and in no sum. */
export function reimbursementSums(entries: readonly BillEntry[], claim: Claim): ReimbursementSum[] {
  const groups = new Map<string, { vehicle: BillVehicle; of: BillEntry[] }>()
  for (const entry of entries) {
    if (!entry.vehicle) continue
    const key = `${entry.vehicle.plate}|${entry.vehicle.name}|${entry.currency}`
    const group = groups.get(key) ?? { vehicle: entry.vehicle, of: [] }
    groups.set(key, group)
    group.of.push(entry)
  }
  const cars = [...groups.values()].map(({ vehicle, of }) => ({
    vehicle,
    currency: of[0]?.currency ?? '',
    sessions: of.filter(({ kind }) => kind === 'charge').length,
    energyWh: of.reduce((sum, one) => sum + Math.round(one.energyWh * 1000), 0) / 1000,
    amount: of.reduce((sum, { gross }) => sum + gross, 0),
  }))
  const shares = baseSharesOf(cars, claim)
  return cars.map((car, index) => {
    const baseShare = car.currency === claim.currency ? (shares?.[index] ?? null) : null
    return { ...car, baseShare, total: car.amount + (baseShare ?? 0) }
  })
}

/** One household has one base price, however many cars are charged there: the share of all, split by their energy. */
function baseSharesOf(cars: readonly { currency: string; energyWh: number }[], claim: Claim): Money[] | null {
  const energies = cars.map(({ currency, energyWh }) => (currency === claim.currency ? Math.max(0, Math.round(energyWh * 1000)) : 0))
  const whole = baseShareOf(claim, energies.reduce((sum, energy) => sum + energy, 0) / 1000)
  return whole === null ? null : apportion(whole, energies)
}
