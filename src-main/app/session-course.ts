import type { CourseFigures, FullEstimate, SessionCourse } from '#contract/course'
import type { Sample } from '#contract/sessions'
import { activityOf } from '../domain/course/activity'
import { bindingLimit, drawnOf, offersOf } from '../domain/course/binding-limit'
import type { Course } from '../domain/course/course'
import { energyAt } from '../domain/course/energy-at'
import { figuresOver, playbackInstants } from '../domain/course/figures-at'
import { stretchesOf } from '../domain/course/stretches'
import { timeToFull } from '../domain/course/time-to-full'
import { isOpen, type Session } from '../domain/session'
import type { Courses } from './courses'
import type { LimitInEffect } from '../domain/charging/suspension'
import type { HistoryReader } from './history-ports'
import { createHabits } from './habits'
import { FaultError } from './fault-error'
import type { Clock } from './ports'
import type { WorkingSet } from './working-set'

/** KPI definitions 7.1: the power that an estimate goes on with is the mean of this long. */
const RECENT_MS = 5 * 60_000
/** No alternating current vehicle takes more, watts. */
const MOST_AC_W = 44_000

/** The course of a session, for its page. @throws FaultError */
export interface SessionCourses {
  course(session: number): Promise<SessionCourse>
  /** The figures over a session as they were, rising in time. */
  playback(session: number): Promise<CourseFigures[]>
}

export function createSessionCourses(parts: {
  clock: Clock
  set: WorkingSet
  courses: Courses
  sessionOf: (id: number) => Session | null
  limit: (session: Session) => Pick<LimitInEffect, 'amps' | 'source'> | null
  /** What its charger can, as somebody set it or as it was learned; null: not known. */
  ratedW: (session: Session) => number | null
  history: Pick<HistoryReader, 'page'>
}): SessionCourses {
  const { clock, set, courses } = parts
  const habits = createHabits(parts.history)

  async function read(id: number) {
    const session = parts.sessionOf(id)
    if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    return { session, ...(await courses.read(session)) }
  }

  /** The battery of whoever has one vehicle; of several nobody knows which charges. */
  function batteryOf({ person }: Session): number | null {
    const vehicles = person?.id == null ? [] : (set.tokens.people.get(person.id)?.vehicles ?? [])
    return vehicles.length === 1 ? (vehicles[0]?.batteryWh ?? null) : null
  }

  async function fullOf(session: Session, course: Course, samples: readonly Sample[]): Promise<FullEstimate> {
    const { soc, energyWh, phases } = session.meter
    const hasSoc = soc !== null && (soc.now > 0 || soc.start > 0)
    const told = toldSeconds(samples)
    return timeToFull({
      now: clock.now(),
      meanPowerW: meanPowerOf(course),
      told,
      soc: hasSoc ? { start: soc.start, now: soc.now } : null,
      deliveredWh: energyWh,
      batteryWh: lastOf(samples, 'other:Display.BatteryEnergyCapacity')?.value ?? batteryOf(session),
      isDc: (hasSoc && (phases ?? []).length === 0) || course.readings.some(({ powerW }) => (powerW ?? 0) > MOST_AC_W),
      targetPercent: null,
      habit: await habits.of(session),
    })
  }

  return {
    async course(id) {
      const { session, course, told } = await read(id)
      const { averagePowerW, chargedUntil, interruptions } = activityOf(course)
      const figures = figuresOver(course)(course.to)
      const offers = offersOf(told.samples)
      const powers = course.readings.flatMap(({ powerW }) => powerW ?? [])
      return {
        from: course.from,
        to: course.to,
        figures,
        averagePowerW,
        maxPowerW: powers.length === 0 ? null : powers.reduce((a, b) => Math.max(a, b)),
        chargedUntil,
        pauses: stretchesOf(course)?.flatMap((part) => (part.kind === 'paused' ? { from: part.from, to: part.to, cause: part.cause } : [])) ?? null,
        interruptions,
        states: [...course.states],
        limits: offers,
        binding: isOpen(session)
          ? bindingLimit({
              isCharging: figures.pause === null && figures.state !== 'suspended-ev' && figures.state !== 'suspended-evse',
              drawn: drawnOf(told.samples),
              offered: offers.at(-1) ?? null,
              profile: parts.limit(session),
              ratedW: parts.ratedW(session),
            })
          : null,
        full: isOpen(session) ? await fullOf(session, course, told.samples) : null,
      }
    },
    async playback(id) {
      const { course } = await read(id)
      return playbackInstants(course).map(figuresOver(course))
    },
  }
}

function lastOf(samples: readonly Sample[], quantity: Sample['quantity']): Sample | null {
  return samples.findLast((sample) => sample.quantity === quantity) ?? null
}

function toldSeconds(samples: readonly Sample[]): { seconds: number; at: number } | null {
  const complete = lastOf(samples, 'other:Display.ChargingComplete')
  if (complete?.value === 1) return { seconds: 0, at: complete.at }
  const told = lastOf(samples, 'other:Display.RemainingTimeToTargetSOC') ?? lastOf(samples, 'other:Display.RemainingTimeToMaximumSOC')
  return told && { seconds: told.value, at: told.at }
}

/** Over the last minutes of which readings came. Null: too little is known. */
function meanPowerOf(course: Course): number | null {
  const lastAt = course.readings.at(-1)?.at ?? course.from
  if (!course.isFollowed || course.to - lastAt > RECENT_MS) return null
  const from = Math.max(course.from, lastAt - RECENT_MS)
  if (lastAt - from < RECENT_MS / 5) return null
  return ((energyAt(course, lastAt) - energyAt(course, from)) / 1000) * (3_600_000 / (lastAt - from))
}
