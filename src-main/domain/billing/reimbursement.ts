import type { BillEntry, BillVehicle, Claim, ReimbursementSum } from '#contract/bills'
import type { Money } from '#contract/tariff'
import { share } from '../tariff/money'

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
  return [...groups.values()].map(({ vehicle, of }) => {
    const energyWh = of.reduce((sum, one) => sum + Math.round(one.energyWh * 1000), 0) / 1000
    const amount = of.reduce((sum, { gross }) => sum + gross, 0)
    const currency = of[0]?.currency ?? ''
    const baseShare = currency === claim.currency ? baseShareOf(claim, energyWh) : null
    const sessions = of.filter(({ kind }) => kind === 'charge').length
    return { vehicle, currency, sessions, energyWh, amount, baseShare, total: amount + (baseShare ?? 0) }
  })
}
