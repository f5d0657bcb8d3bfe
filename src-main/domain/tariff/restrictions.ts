import type { PriceNote } from '#contract/price'
import type { Tariff, TariffRestrictions } from '#contract/tariff'
import { daysOfWeek } from '#contract/tariff'
import { dayOf, type LocalInstant, msOfDayOf, weekdayOf } from './site-time'

/** What restrictions are judged by: the state of a session at one instant. */
export interface Moment {
  local: LocalInstant
  /** Energy that the session has taken so far. */
  energyMwh: number
  sinceStartMs: number
  powerW: number | null
  currentA: number | null
}

/** Wh of a restriction in mWh of a session. */
export const MWH_PER_WH = 1000

/**
 * Do all restrictions hold? Minima are inclusive, maxima exclusive (OCPI mod_tariffs). What is not known does not hold:
 * nobody pays a price for a power that was not measured.
 */
export function isMatch(restrictions: TariffRestrictions | null, moment: Moment): boolean {
  if (restrictions === null) return true
  const { local, energyMwh, sinceStartMs, powerW, currentA } = moment
  const { startTime, endTime, startDate, endDate, dayOfWeek } = restrictions
  if (!isWithinHours({ startTime, endTime }, local.msOfDay)) return false
  if (startDate !== undefined && local.day < dayOf(startDate)) return false
  if (endDate !== undefined && local.day >= dayOf(endDate)) return false
  const weekday = daysOfWeek[weekdayOf(local.day)]
  if (dayOfWeek !== undefined && (weekday === undefined || !dayOfWeek.includes(weekday))) return false
  return (
    isBetween(energyMwh, scaled(restrictions.minEnergyWh, MWH_PER_WH), scaled(restrictions.maxEnergyWh, MWH_PER_WH)) &&
    isBetween(sinceStartMs, scaled(restrictions.minDurationS, 1000), scaled(restrictions.maxDurationS, 1000)) &&
    isBetween(powerW, restrictions.minPowerW, restrictions.maxPowerW) &&
    isBetween(currentA, restrictions.minCurrentA, restrictions.maxCurrentA)
  )
}

/** A window without start begins at midnight, one without end goes to midnight, and one that ends first goes over it. */
export function isWithinHours(
  { startTime, endTime }: { startTime?: string | undefined; endTime?: string | undefined },
  msOfDay: number,
): boolean {
  if (startTime === undefined && endTime === undefined) return true
  const from = startTime === undefined ? 0 : msOfDayOf(startTime)
  const to = endTime === undefined ? Infinity : msOfDayOf(endTime)
  return from < to ? msOfDay >= from && msOfDay < to : msOfDay >= from || msOfDay < to
}

const scaled = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor)

function isBetween(value: number | null, min: number | undefined, max: number | undefined): boolean {
  if (min === undefined && max === undefined) return true
  return value !== null && (min === undefined || value >= min) && (max === undefined || value < max)
}

/** What could not be judged at a moment for want of a reading. */
export function notesOf(restrictions: TariffRestrictions | null, { powerW, currentA }: Moment): PriceNote[] {
  if (restrictions === null) return []
  const { minPowerW, maxPowerW, minCurrentA, maxCurrentA } = restrictions
  const notes: PriceNote[] = []
  if (powerW === null && (minPowerW !== undefined || maxPowerW !== undefined)) notes.push('power-unknown')
  if (currentA === null && (minCurrentA !== undefined || maxCurrentA !== undefined)) notes.push('current-unknown')
  return notes
}

/** Where in a session something of a tariff can change. */
export interface Boundaries {
  /** Times of day; midnight is always one of them, for dates, weekdays and bills by day. */
  msOfDays: number[]
  sinceStartMs: number[]
  energyMwh: number[]
}

export function boundariesOf({ elements, idleFee }: Tariff): Boundaries {
  const all = elements.flatMap(({ restrictions }) => restrictions ?? [])
  const given = (values: (number | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))]
  const times = [...all, ...(idleFee?.hours ? [idleFee.hours] : [])].flatMap(({ startTime, endTime }) => [startTime, endTime])
  return {
    msOfDays: given([0, ...times.map((time) => (time === undefined ? undefined : msOfDayOf(time)))]),
    sinceStartMs: given(all.flatMap((one) => [scaled(one.minDurationS, 1000), scaled(one.maxDurationS, 1000)])),
    energyMwh: given(all.flatMap((one) => [scaled(one.minEnergyWh, MWH_PER_WH), scaled(one.maxEnergyWh, MWH_PER_WH)])),
  }
}
