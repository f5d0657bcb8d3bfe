import type { PriceShown } from '#contract/pricing'
import type { Course } from '../../domain/course/course'
import { isOpen, type Session } from '../../domain/session'
import type { Clock } from '../ports'

/** How long a price is shown before it is computed anew, where nothing was told meanwhile. */
const SHOWN_MS = 30_000
/** Lists of thousands must not hold up the loop: so many readings are priced in this time, the others after it. */
const MOST_READINGS = 4_000
const WINDOW_MS = 100
/** What pricing costs beside the readings, in readings. */
const EACH = 40

/** The prices of running sessions for lists: computed when somebody looks, and a few at a time. */
export interface LivePrices {
  /** As computed last, which may be a moment ago. Null: nothing yet. */
  of(session: Session): PriceShown | null
  last(session: number): PriceShown | null
  /** It was told something. */
  stale(session: number): void
  forget(session: number): void
}

export function createLivePrices(parts: {
  clock: Clock
  sessionOf: (id: number) => Session | null
  courseOf: (session: Session) => Course | null
  price: (session: Session, course: Course) => PriceShown | null
  changed: (sessions: readonly Session[]) => void
}): LivePrices {
  const { clock } = parts
  const known = new Map<number, { at: number; price: PriceShown | null }>()
  const late = new Set<number>()
  let windowAt = -Infinity
  let left = MOST_READINGS
  let isWaiting = false

  function hasRoom(): boolean {
    if (clock.now() - windowAt >= WINDOW_MS) {
      windowAt = clock.now()
      left = MOST_READINGS
    }
    return left > 0
  }

  function computed(session: Session): PriceShown | null {
    const course = parts.courseOf(session)
    if (!course) return null
    left -= course.readings.length + EACH
    const price = parts.price(session, course)
    known.set(session.session, { at: clock.now(), price })
    return price
  }

  function later(session: number): void {
    late.add(session)
    if (isWaiting) return
    isWaiting = true
    clock.after(WINDOW_MS, makeUp)
  }

  function makeUp(): void {
    isWaiting = false
    const changed: Session[] = []
    for (const id of late) {
      if (!hasRoom()) break
      late.delete(id)
      const session = parts.sessionOf(id)
      if (!session || !isOpen(session)) continue
      const before = known.get(id)?.price?.amount
      if (computed(session)?.amount !== before) changed.push(session)
    }
    const [next] = late
    if (next !== undefined) later(next)
    if (changed.length > 0) parts.changed(changed)
  }

  return {
    of(session) {
      const before = known.get(session.session)
      if (before && clock.now() - before.at < SHOWN_MS) return before.price
      if (hasRoom()) return computed(session)
      later(session.session)
      return before?.price ?? null
    },
    last: (session) => known.get(session)?.price ?? null,
    stale(session) {
      const before = known.get(session)
      if (before) known.set(session, { ...before, at: -Infinity })
    },
    forget(session) {
      known.delete(session)
      late.delete(session)
    },
  }
}
