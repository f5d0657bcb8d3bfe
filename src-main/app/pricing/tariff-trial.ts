import type { SessionPrice } from '#contract/price'
import type { TariffTrial, TariffWeek } from '#contract/pricing'
import type { Tariff, TariffDimension } from '#contract/tariff'
import { offerAt, offersOf } from '../../domain/tariff/in-force'
import { priceSession } from '../../domain/tariff/price-session'
import type { PricedInterval } from '../../domain/tariff/priced-session'
import { localAt, weekdayOf } from '../../domain/tariff/site-time'

const MINUTE = 60_000
const HALF_HOURS = 48

/** What a made-up session would cost: it charges evenly, and then the vehicle stays. */
export function tryTariff({ tariff, timeZone, start, energyWh, chargingMinutes, idleMinutes }: TariffTrial): SessionPrice {
  const full = start + chargingMinutes * MINUTE
  const end = full + idleMinutes * MINUTE
  const charging: PricedInterval = { from: start, to: full, energyMwh: energyWh * 1000, state: 'charging', powerW: null, currentA: null }
  const idle: PricedInterval = { from: full, to: end, energyMwh: 0, state: 'suspended-ev', powerW: 0, currentA: null }
  return priceSession(tariff, { start, end, timeZone, intervals: [charging, idle] })
}

/**
 * The prices that hold at each half hour of the week in which `at` lies, for a session that begins there: what depends on
 * energy, power or duration shows as at the start.
 */
export function weekOf(tariff: Tariff, { at, timeZone }: { at: number; timeZone: string }): TariffWeek {
  const today = localAt(timeZone, at).day
  const monday = today - weekdayOf(today)
  const offers = { energy: offersOf(tariff, 'energy'), time: offersOf(tariff, 'time'), 'parking-time': offersOf(tariff, 'parking-time') }
  const priceAt = (dimension: Exclude<TariffDimension, 'flat'>, day: number, half: number) => {
    const moment = { local: { day, msOfDay: half * 30 * MINUTE }, energyMwh: 0, sinceStartMs: 0, powerW: null, currentA: null }
    return offerAt(offers[dimension], moment)?.component.price ?? null
  }
  return {
    days: Array.from({ length: 7 }, (_, weekday) =>
      Array.from({ length: HALF_HOURS }, (__, half) => ({
        perKwh: priceAt('energy', monday + weekday, half),
        perHour: priceAt('time', monday + weekday, half),
        parkingPerHour: priceAt('parking-time', monday + weekday, half),
      })),
    ),
  }
}
