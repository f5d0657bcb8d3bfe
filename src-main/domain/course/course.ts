import type { ChargingState } from '#contract/vocabulary'
import type { CurvePoint, Sample } from '#contract/sessions'
import { curveBuilder } from '../curve'
import type { Session } from '../session'

/**
 * What happened in a session over time, as far as it is known. Everything that is said of a session's time (charging,
 * inactivity, price, split at midnight) is computed from this one description. Instants are epoch milliseconds.
 */
export interface Course {
  from: number
  /** The end, or until when a running session is looked at. */
  to: number
  /** Rising in time. The first is the start at 0, the last is the energy of the session. */
  readings: readonly CourseReading[]
  /** More is known than the start and the end (KPI definitions 7). */
  isFollowed: boolean
  /** From when on the connector said what, rising in time. */
  states: readonly CourseState[]
  /** What held energy back from outside the vehicle; may overlap. */
  hindrances: readonly Hindrance[]
}

export interface CourseReading {
  at: number
  /** Delivered since the start, milliwatt-hours; null: only the power was told. */
  energyMwh: number | null
  /** As measured or derived; null: not told. */
  powerW: number | null
}

export interface CourseState {
  at: number
  state: ChargingState | null
}

export interface Hindrance {
  from: number
  /** Null: it lasts. */
  to: number | null
  cause: 'limit' | 'fault' | 'outage'
}

/** What stations told of one session, to be made a course. */
export interface Told {
  session: Session
  samples: readonly Sample[]
  states: readonly CourseState[]
  hindrances: readonly Hindrance[]
}

/** `until`: the present, for a running session. */
export function courseOf({ session, samples, ...told }: Told, until: number): Course {
  return courseFrom({ session, points: curveBuilder(session).add(samples), ...told }, until)
}

/** The same where the curve is at hand. */
export function courseFrom({ session, points, states, hindrances }: Omit<Told, 'samples'> & { points: readonly CurvePoint[] }, until: number): Course {
  const to = Math.max(session.startedAt, session.endedAt ?? until)
  const readings = readingsOf(session, points, to)
  return {
    from: session.startedAt,
    to,
    readings,
    isFollowed: readings.length > (session.endedAt === null ? 1 : 2),
    states: [...states, ...believedOver(session)].sort((a, b) => a.at - b.at),
    hindrances,
  }
}

/** What it last said holds no longer where nothing speaks for the session any more (quirk S08). */
function believedOver({ review: { suspicion } }: Session): CourseState[] {
  return suspicion ? [{ at: suspicion.since, state: null }] : []
}

/** The energy that the session is billed for is the last reading, whatever the samples before it say (quirks M05, M07). */
function readingsOf(session: Session, points: readonly CurvePoint[], to: number): CourseReading[] {
  const totalMwh = Math.round(session.meter.energyWh * 1000)
  const inside = points
    .filter(({ at }) => at > session.startedAt && at < to)
    .map(({ at, powerW, energyWh }) => ({
      at,
      powerW,
      energyMwh: energyWh === null ? null : Math.min(Math.round(energyWh * 1000), totalMwh),
    }))
  const start = { at: session.startedAt, energyMwh: 0, powerW: null }
  if (to === session.startedAt) return [start]
  const endAt = session.endedAt === null ? (session.meter.last?.at ?? to) : to
  const end = { at: Math.min(Math.max(endAt, inside.at(-1)?.at ?? 0), to), energyMwh: totalMwh, powerW: null }
  const before = inside.filter(({ at }) => at < end.at)
  const atEnd = inside.find(({ at }) => at === end.at)
  return end.at <= session.startedAt ? [start] : [start, ...before, { ...end, powerW: atEnd?.powerW ?? null }]
}
