import type { RateUnit, SchedulePeriod } from '#contract/charging'
import type { StationReply } from '../domain/station-message'
import { readStatus } from './station-reply'
import { decimal, integer, object, objects, text, type Wire } from './wire-reading'

/** Schedules as stations tell them; the shape is the same in all versions. */

export const readUnit = (value: unknown): RateUnit => (text(value)?.toUpperCase() === 'W' ? 'W' : 'A')

/** A period without a limit limits nothing (2.1 leaves it out where others of its fields count). */
export function readPeriods(value: unknown): SchedulePeriod[] {
  return objects(value).flatMap((period) => {
    const limit = decimal(period.limit)
    const phases = integer(period.numberPhases)
    if (limit === null) return []
    return [{ startS: integer(period.startPeriod) ?? 0, limit, phases: phases !== null && phases >= 1 && phases <= 3 ? phases : null }]
  })
}

/** 1.6 tells the start beside the schedule, 2.x in it. */
export function readComposite(payload: Wire): StationReply {
  const reply = readStatus(payload)
  const schedule = object(payload.chargingSchedule ?? payload.schedule)
  const periods = readPeriods(schedule.chargingSchedulePeriod)
  if (!reply.accepted || periods.length === 0) return reply
  const start = text(payload.scheduleStart) ?? text(schedule.scheduleStart) ?? text(schedule.startSchedule)
  return { ...reply, composite: { start, unit: readUnit(schedule.chargingRateUnit), durationS: integer(schedule.duration), periods } }
}

/** "Current,Power" and "A,W" in whatever case; null: it did not say. */
export function readUnits(list: string | null): RateUnit[] | null {
  const words = list?.toLowerCase().split(/[\s,;]+/) ?? []
  const units = [
    ...(words.some((word) => word === 'a' || word === 'current') ? (['A'] as const) : []),
    ...(words.some((word) => word === 'w' || word === 'power') ? (['W'] as const) : []),
  ]
  return units.length > 0 ? [...units] : null
}

const reservationWords = new Map<string, NonNullable<StationReply['reservation']>>([
  ['Accepted', 'accepted'],
  ['Occupied', 'occupied'],
  ['Faulted', 'faulted'],
  ['Unavailable', 'unavailable'],
])

export function readReservation(payload: Wire): StationReply {
  const reply = readStatus(payload)
  return { ...reply, reservation: reservationWords.get(reply.raw) ?? 'rejected' }
}
