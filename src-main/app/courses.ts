import type { CurvePoint, Sample } from '#contract/sessions'
import { type CurveBuilder, curveBuilder } from '../domain/curve'
import { type Activity, activityNow, activityOf } from '../domain/course/activity'
import { type Course, courseFrom, courseOf, type CourseState } from '../domain/course/course'
import { hindrancesOf, type StatusChangeAt } from '../domain/course/hindrances'
import { isOpen, samePlace, type Session } from '../domain/session'
import type { SessionUse } from '../domain/session-view'
import type { Clock, Commit, Log, Store, ToldOfSession } from './ports'
import type { WorkingSet } from './working-set'

/** What is known of the course of an open session, ready to be shown. */
interface Known {
  startedAt: number
  meterStartWh: number | null
  builder: CurveBuilder
  points: CurvePoint[]
  offers: Sample[]
  states: CourseState[]
  faults: StatusChangeAt[]
  /** Until the last reading; renewed when it is asked for after a change. */
  settled: { course: Course; activity: Activity } | null
}

/** How sessions went over time: of open ones from memory, of ended ones from the store. */
export interface Courses {
  /** After a commit. */
  committed(sessions: readonly Session[], commit: Pick<Commit, 'samples' | 'statusChanges'>): void
  /** Null: not read yet, or not known. */
  use(session: Session): SessionUse | null
  /** Of an open session, as it is known in memory. Null: not read yet. */
  current(session: Session): Course | null
  /** The whole course, as it is stored. */
  read(session: Session): Promise<{ course: Course; told: ToldOfSession }>
  /** Reads what open sessions told before the start, and computes what was left out. Ends when all is done. */
  catchUp(): Promise<void>
  stop(): void
}

const AT_A_TIME = 100
/** More readings than this in one message are taken in on another thread. */
const MOST_AT_ONCE = 500

export function createCourses(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  /** Stores it with a turn that happens anyway, or soon. */
  note: (activity: Commit['activities'][number]) => void
  /** A session has ended, and this is how it went; again when it was told more. */
  concluded: (session: Session, course: Course) => void
  /** Rows of these look different now. */
  changed: (sessions: readonly Session[]) => void
}): Courses {
  const { clock, log, store, set } = parts
  const known = new Map<number, Known>()
  const loading = new Set<number>()
  let isStopped = false

  function begin(session: Session, told: ToldOfSession): Known {
    const builder = curveBuilder(session)
    return {
      startedAt: session.startedAt,
      meterStartWh: session.meterStartWh,
      builder,
      points: builder.add(told.samples),
      offers: told.samples.filter(isOffer),
      states: [...told.states],
      faults: [...told.faults],
      settled: null,
    }
  }

  function courseSoFar({ points, states, faults, offers }: Known, session: Session): Course {
    return courseFrom({ session, points, states, hindrances: hindrancesOf({ faults, samples: offers }) }, clock.now())
  }

  function settledOf(entry: Known, session: Session) {
    if (entry.settled) return entry.settled
    const course = courseSoFar(entry, session)
    const lastAt = course.readings.at(-1)?.at ?? course.to
    entry.settled = { course, activity: activityOf({ ...course, to: lastAt }) }
    return entry.settled
  }

  async function read(session: Session) {
    const told = await store.reader.told(session.session)
    return { told, course: courseOf({ session, samples: told.samples, states: told.states, hindrances: hindrancesOf(told) }, clock.now()) }
  }

  /** What is left out now is made up for with the next start. */
  const failed = (session: number) => (error: unknown) => {
    if (!isStopped) log.warn('the course of a session could not be read', { session, error: String(error) })
  }

  /** From memory where all of it is there, so that the end of a session costs no read. */
  function conclude(session: Session): void {
    const entry = known.get(session.session)
    known.delete(session.session)
    if (entry && isSameStart(entry, session)) {
      const course = courseSoFar(entry, session)
      parts.note({ session: session.session, activity: activityOf(course) })
      parts.concluded(session, course)
      return
    }
    computeLater(session.session)
  }

  function computeLater(id: number): void {
    compute(id).catch(failed(id))
  }

  async function compute(id: number): Promise<void> {
    const ended = await store.reader.course(id)
    if (!ended) return
    parts.note({ session: id, activity: ended.activity })
    parts.concluded(ended.session, ended.course)
  }

  function absorb(session: Session, samples: readonly Sample[]): void {
    const entry = known.get(session.session)
    if (!entry) return
    if (!isSameStart(entry, session)) {
      known.delete(session.session)
      load(session)
      return
    }
    entry.points.push(...entry.builder.add(samples))
    entry.offers.push(...samples.filter(isOffer))
    if (session.chargingStateAt !== null) {
      // Two in one instant: the last one counts, as in the store.
      if (entry.states.at(-1)?.at === session.chargingStateAt) entry.states.pop()
      entry.states.push({ at: session.chargingStateAt, state: session.chargingState })
    }
    entry.settled = null
  }

  /** Its story began before it was followed here, or turned out to have begun earlier. */
  function load(session: Session): void {
    if (loading.has(session.session)) return
    loading.add(session.session)
    store.reader
      .told(session.session)
      .then((told) => {
        const now = set.session(session.session)
        if (!now || !isOpen(now)) return
        known.set(session.session, begin(now, told))
        parts.changed([now])
      })
      .catch(failed(session.session))
      .finally(() => loading.delete(session.session))
  }

  return {
    committed(sessions, { samples, statusChanges }) {
      const added = new Map<number, Sample[]>()
      for (const { session, samples: more } of samples) added.set(session, [...(added.get(session) ?? []), ...more])
      for (const session of sessions) {
        if (isOpen(session) && !known.has(session.session)) {
          const isNew = session.heard.first === session.heard.last
          if (isNew) known.set(session.session, begin(session, { samples: [], states: [], faults: [] }))
          else load(session)
        }
        const samples = added.get(session.session) ?? []
        // Hours of readings in one stop would hold up the answers to others.
        if (samples.length > MOST_AT_ONCE) known.delete(session.session)
        else absorb(session, samples)
        added.delete(session.session)
        if (!isOpen(session)) conclude(session)
      }
      // Readings that came after the end, within their time.
      for (const id of added.keys()) computeLater(id)
      for (const { station, change } of statusChanges) {
        if (change.isRepeat) continue
        const session = set.openSessions(station).find((open) => samePlace(open.place, change))
        const entry = session && known.get(session.session)
        if (!entry) continue
        entry.faults.push({ at: change.at, isFaulted: change.status === 'faulted' })
        entry.settled = null
      }
    },
    use(session) {
      if (!isOpen(session)) return store.sessions.use(session.session)
      const entry = known.get(session.session)
      if (!entry) return null
      const { course, activity } = settledOf(entry, session)
      return activityNow(activity, { ...course, to: Math.max(course.to, clock.now()) })
    },
    current(session) {
      const entry = isOpen(session) ? known.get(session.session) : undefined
      if (!entry) return null
      const { course } = settledOf(entry, session)
      return { ...course, to: Math.max(course.to, clock.now()) }
    },
    read,
    async catchUp() {
      for (const session of set.allOpenSessions()) if (!known.has(session.session)) load(session)
      let before = Number.MAX_SAFE_INTEGER
      for (;;) {
        const ids = store.sessions.withoutActivity(before, AT_A_TIME)
        for (const id of ids) {
          if (isStopped) return
          await compute(id).catch(failed(id))
        }
        if (ids.length < AT_A_TIME) return
        before = ids.at(-1) ?? 0
      }
    },
    stop() {
      isStopped = true
    },
  }
}

const isOffer = ({ quantity }: Sample) => quantity === 'current-offered' || quantity === 'power-offered'
const isSameStart = (entry: Known, session: Session) => entry.startedAt === session.startedAt && entry.meterStartWh === session.meterStartWh
