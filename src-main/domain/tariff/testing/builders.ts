import type { PriceSum, SessionPrice } from '#contract/price'
import type { PriceComponent, Tariff, TariffElement, TariffRestrictions } from '#contract/tariff'
import type { IntervalState, PricedInterval, PricedSession } from '../priced-session'

/** EUR in thousandths of a cent. */
export const eur = (amount: number): number => Math.round(amount * 100_000)
export const percent = (rate: number): number => Math.round(rate * 10_000)
export const minutes = (count: number): number => count * 60_000
export const kwh = (count: number): number => Math.round(count * 1_000_000)

const priced = (dimension: PriceComponent['dimension'], price: number, tax: number | null, stepSize: number): PriceComponent => {
  return { dimension, price: eur(price), taxRatePpm: tax === null ? null : percent(tax), stepSize }
}
/** Prices in EUR, tax in percent, steps in Wh or seconds. */
export const energy = (price: number, tax: number | null = null, step = 1): PriceComponent => priced('energy', price, tax, step)
export const time = (price: number, tax: number | null = null, step = 1): PriceComponent => priced('time', price, tax, step)
export const parking = (price: number, tax: number | null = null, step = 1): PriceComponent => priced('parking-time', price, tax, step)
export const flat = (price: number, tax: number | null = null): PriceComponent => priced('flat', price, tax, 1)

export const element = (component: PriceComponent | PriceComponent[], restrictions: TariffRestrictions | null = null): TariffElement => {
  return { priceComponents: [component].flat(), restrictions }
}

export const aTariff = (elements: TariffElement[], overrides: Partial<Tariff> = {}): Tariff => ({
  id: 'T1', name: 'Day tariff', currency: 'EUR', taxIncluded: 'no', elements, minPrice: null, maxPrice: null, idleFee: null,
  billsAllConnectedTime: false, validFrom: null, validUntil: null, ...overrides,
})

export interface Phase {
  minutes: number
  kwh?: number
  state?: IntervalState
  powerW?: number
  currentA?: number
}

/** Phases one after the other; those with energy or nothing else said are charging. */
export function aSession(start: string, phases: Phase[], overrides: Partial<PricedSession> = {}): PricedSession {
  const startedAt = Date.parse(start)
  let at = startedAt
  const intervals = phases.map((phase): PricedInterval => {
    const from = at
    at += minutes(phase.minutes)
    return {
      from, to: at, energyMwh: kwh(phase.kwh ?? 0), state: phase.state ?? 'charging', powerW: phase.powerW ?? null,
      currentA: phase.currentA ?? null,
    }
  })
  return { start: startedAt, end: at, intervals, timeZone: 'Europe/Berlin', ...overrides }
}

/** A Monday in winter: UTC+1. */
export const monday = (time: string): string => `2025-03-10T${time}+01:00`
export const saturday = (time: string): string => `2025-03-15T${time}+01:00`

/** Net and gross in EUR, exact. */
export const exactOf = ({ exact }: SessionPrice): [number, number] => inEur(exact)
export const inEur = ({ net, gross }: Pick<PriceSum, 'net' | 'gross'>): [number, number] => [net / 100_000, gross / 100_000]
