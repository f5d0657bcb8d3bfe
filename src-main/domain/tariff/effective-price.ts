import type { Money } from '#contract/tariff'
import { MWH_PER_KWH } from './charge'
import { share } from './money'
import { MWH_PER_WH } from './restrictions'

/** Less than this is no energy to divide by (KPI definitions 9.4). */
const LEAST_WH = 100

/** What a kWh came to, all lines together: of one session, or of the sums of many. Null: too little energy to say. */
export function effectivePricePerKwh({ amount, energyMwh }: { amount: Money; energyMwh: number }): Money | null {
  return energyMwh < LEAST_WH * MWH_PER_WH ? null : share(amount, MWH_PER_KWH, energyMwh)
}
