import type { Money, PriceComponent, PriceLimit, Tariff, TariffDimension, TariffRestrictions } from '#contract/tariff'
import { costInUnits } from '../../domain/tariff/cost-in-units'
import { type Unsupported, utcTime } from '../dialect'
import type { PriceType, TariffConditionsFixedType, TariffConditionsType, TariffType, TaxRateType } from './wire.gen'

const MILLION = 1_000_000
const days = {
  monday: 'Monday', tuesday: 'Tuesday', wednesday: 'Wednesday', thursday: 'Thursday', friday: 'Friday', saturday: 'Saturday', sunday: 'Sunday',
} as const

interface Priced {
  component: Pick<PriceComponent, 'price' | 'taxRatePpm'>
  restrictions: TariffRestrictions
}

/**
 * A tariff as OCPP 2.1 has it (part 2, block I): prices without tax, the tax by kind of price. What it does not know is
 * said, and not left out: the station would tell its users another price than they pay.
 */
export function tariffType(tariff: Tariff, tariffId: string): TariffType | Unsupported {
  const obstacle = obstacleTo(tariff)
  if (obstacle !== null) return { unsupported: obstacle }
  const ofSession = (dimension: TariffDimension) => pricedIn(tariff, dimension, undefined)
  const reserved = (dimension: TariffDimension) => pricedIn(tariff, dimension, 'reservation')
  const times = (all: Priced[]) => ({ prices: all.map((one) => ({ priceMinute: round(net(tariff, one) / 60), ...conditionsOf(one.restrictions) })), ...taxesOf(tariff, all) })
  const fixed = (all: Priced[]) => ({ prices: all.map((one) => ({ priceFixed: net(tariff, one), ...fixedConditionsOf(one.restrictions) })), ...taxesOf(tariff, all) })
  const energy = ofSession('energy')
  const [charging, flat] = [ofSession('time'), ofSession('flat')]
  const [reservationTime, reservationFixed] = [reserved('time'), reserved('flat')]
  const parking = ofSession('parking-time')
  return {
    tariffId,
    currency: tariff.currency,
    ...(tariff.validFrom !== null && { validFrom: utcTime(tariff.validFrom) }),
    ...(energy.length > 0 && {
      energy: { prices: energy.map((one) => ({ priceKwh: net(tariff, one), ...conditionsOf(one.restrictions) })), ...taxesOf(tariff, energy) },
    }),
    ...(charging.length > 0 && { chargingTime: times(charging) }),
    ...(parking.length > 0 && { idleTime: times(parking) }),
    ...(tariff.idleFee && { idleTime: idleTimeOf(tariff, tariff.idleFee) }),
    ...(flat.length > 0 && { fixedFee: fixed(flat) }),
    ...(reservationTime.length > 0 && { reservationTime: times(reservationTime) }),
    ...(reservationFixed.length > 0 && { reservationFixed: fixed(reservationFixed) }),
    ...(tariff.minPrice && { minCost: limitOf(tariff.minPrice, tariff) }),
    ...(tariff.maxPrice && { maxCost: limitOf(tariff.maxPrice, tariff) }),
  }
}

function obstacleTo(tariff: Tariff): string | null {
  const components = tariff.elements.flatMap(({ priceComponents }) => priceComponents)
  // Only time charging would go on while the station holds back: without a price of it there is nothing to say.
  if (tariff.billsAllConnectedTime && pricedIn(tariff, 'time', undefined).length > 0) return 'in OCPP 2.1 waiting for the station is not time charging'
  if (tariff.elements.some(({ restrictions }) => restrictions?.reservation === 'reservation-expires')) return 'OCPP 2.1 has no price for a reservation that nobody used'
  const isStepped = components.some(({ dimension, stepSize }) => dimension !== 'flat' && stepSize > 1)
  if (isStepped) return 'a tariff with steps has no counterpart in OCPP 2.1'
  const rates = (dimension: TariffDimension) => new Set(components.filter((one) => one.dimension === dimension).map(({ taxRatePpm }) => taxRatePpm))
  if ((['energy', 'time', 'parking-time', 'flat'] as const).some((dimension) => rates(dimension).size > 1)) return 'OCPP 2.1 has one tax for each kind of price'
  const flatNeeds = tariff.elements.some(({ priceComponents, restrictions }) =>
    priceComponents.some(({ dimension }) => dimension === 'flat') && Object.keys(restrictions ?? {}).some((name) => !fixedNames.has(name)))
  if (flatNeeds) return 'in OCPP 2.1 a fixed fee depends on day and time alone'
  if (tariff.idleFee?.cap != null) return 'OCPP 2.1 knows no most for idle time'
  if (tariff.idleFee && components.some(({ dimension }) => dimension === 'parking-time')) return 'OCPP 2.1 has one price for idle time'
  return null
}

const fixedNames = new Set(['startTime', 'endTime', 'dayOfWeek', 'startDate', 'endDate', 'reservation'])

function pricedIn({ elements }: Tariff, dimension: TariffDimension, reservation: TariffRestrictions['reservation']): Priced[] {
  return elements.flatMap(({ priceComponents, restrictions }) => {
    if (restrictions?.reservation !== reservation) return []
    return priceComponents.filter((one) => one.dimension === dimension).map((component) => ({ component, restrictions: restrictions ?? {} }))
  })
}

function idleTimeOf(tariff: Tariff, { pricePerMinute, taxRatePpm, graceMinutes, hours }: NonNullable<Tariff['idleFee']>) {
  const one = { component: { price: pricePerMinute, taxRatePpm }, restrictions: hours ?? {} }
  const conditions = { ...conditionsOf(one.restrictions).conditions, ...(graceMinutes > 0 && { minIdleTime: graceMinutes * 60 }) }
  const price = { priceMinute: net(tariff, one), ...(Object.keys(conditions).length > 0 && { conditions }) }
  return { prices: [price], ...taxesOf(tariff, [one]) }
}

const rateOf = ({ taxIncluded }: Tariff, { component }: Priced): number => (taxIncluded === 'not-applicable' ? 0 : (component.taxRatePpm ?? 0))

function net(tariff: Tariff, priced: Priced): number {
  const factor = tariff.taxIncluded === 'yes' ? 1 + rateOf(tariff, priced) / MILLION : 1
  return round(costInUnits({ amount: priced.component.price, currency: tariff.currency }) / factor)
}

function taxesOf(tariff: Tariff, [first]: readonly Priced[]): { taxRates?: TaxRateType[] } {
  const rate = first ? rateOf(tariff, first) : 0
  return rate === 0 ? {} : { taxRates: [{ type: 'VAT', tax: rate / 10_000 }] }
}

function limitOf({ net: exclTax, gross }: PriceLimit, { currency }: Tariff): PriceType {
  const units = (amount: Money) => costInUnits({ amount, currency })
  return { ...(exclTax !== null && { exclTax: units(exclTax) }), ...(gross !== null && { inclTax: units(gross) }) }
}

function fixedConditionsOf({ startTime, endTime, dayOfWeek, startDate, endDate }: TariffRestrictions): { conditions?: TariffConditionsFixedType } {
  const conditions: TariffConditionsFixedType = {
    ...(startTime !== undefined && { startTimeOfDay: startTime }),
    ...(endTime !== undefined && { endTimeOfDay: endTime }),
    ...(dayOfWeek && { dayOfWeek: dayOfWeek.map((day) => days[day]) }),
    ...(startDate !== undefined && { validFromDate: startDate }),
    ...(endDate !== undefined && { validToDate: endDate }),
  }
  return Object.keys(conditions).length === 0 ? {} : { conditions }
}

function conditionsOf(restrictions: TariffRestrictions): { conditions?: TariffConditionsType } {
  const { minEnergyWh, maxEnergyWh, minPowerW, maxPowerW, minCurrentA, maxCurrentA, minDurationS, maxDurationS } = restrictions
  const conditions: TariffConditionsType = {
    ...fixedConditionsOf(restrictions).conditions,
    ...(minEnergyWh !== undefined && { minEnergy: minEnergyWh }),
    ...(maxEnergyWh !== undefined && { maxEnergy: maxEnergyWh }),
    ...(minPowerW !== undefined && { minPower: minPowerW }),
    ...(maxPowerW !== undefined && { maxPower: maxPowerW }),
    ...(minCurrentA !== undefined && { minCurrent: minCurrentA }),
    ...(maxCurrentA !== undefined && { maxCurrent: maxCurrentA }),
    ...(minDurationS !== undefined && { minTime: minDurationS }),
    ...(maxDurationS !== undefined && { maxTime: maxDurationS }),
  }
  return Object.keys(conditions).length === 0 ? {} : { conditions }
}

const round = (value: number) => Number(value.toFixed(6))
