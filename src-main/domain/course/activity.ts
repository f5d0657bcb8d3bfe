import type { InactivityClass } from '#contract/vocabulary'
import type { Course } from './course'
import { energyAt } from './energy-at'
import { type PauseCause, type Side, sinceLastReading, type Stretch, stretchesOf } from './stretches'

/** Shorter pauses are no interruption (KPI definitions 7). */
const SHORTEST_INTERRUPTION_MS = 60_000
/** Inactivity is low below the first and high above the second bound (KPI definitions 7). */
export const INACTIVITY_BOUNDS_MS = { medium: 10 * 60_000, high: 30 * 60_000 }

/** How the time of a session was used. Milliseconds; null: not known, because only start and end are. */
export interface Activity {
  durationMs: number
  chargingMs: number | null
  inactivityMs: number | null
  inactivityClass: InactivityClass | null
  bySide: Record<Side, number> | null
  /** Vehicle-side inactivity after the last charging, before any grace (KPI definitions 7, 9.3). */
  idleAfterChargingMs: number | null
  /** When energy flowed last. */
  chargedUntil: number | null
  /** Energy over charging time, watts. */
  averagePowerW: number | null
  interruptions: Interruption[]
}

/** A time without energy that has charging before and after it. */
export interface Interruption {
  from: number
  to: number
  cause: PauseCause
}

export function activityOf(course: Course): Activity {
  const durationMs = course.to - course.from
  const stretches = stretchesOf(course)
  if (stretches === null) return { ...unknown, durationMs }
  const pauses = stretches.filter((stretch) => stretch.kind === 'paused')
  const chargingMs = lengthOf(stretches.filter(({ kind }) => kind === 'charging'))
  const inactivityMs = durationMs - chargingMs
  const chargedUntil = stretches.findLast(({ kind }) => kind === 'charging')?.to ?? null
  const sideMs = (side: Side) => lengthOf(pauses.filter((pause) => pause.side === side))
  const energyWh = (energyAt(course, course.to) - energyAt(course, course.from)) / 1000
  return {
    durationMs,
    chargingMs,
    inactivityMs,
    inactivityClass: inactivityClassOf(inactivityMs),
    bySide: { vehicle: sideMs('vehicle'), station: sideMs('station'), unclear: sideMs('unclear') },
    idleAfterChargingMs:
      chargedUntil === null ? 0 : lengthOf(pauses.filter(({ from, side }) => side === 'vehicle' && from >= chargedUntil)),
    chargedUntil,
    averagePowerW: chargingMs === 0 ? null : Math.round((energyWh * 3_600_000) / chargingMs),
    interruptions: interruptionsOf(stretches),
  }
}

export function inactivityClassOf(inactivityMs: number): InactivityClass {
  if (inactivityMs < INACTIVITY_BOUNDS_MS.medium) return 'low'
  return inactivityMs <= INACTIVITY_BOUNDS_MS.high ? 'medium' : 'high'
}

/**
 * The activity of a running session now, from the one until its last reading: cheap enough for every row of a list.
 * `course` ends now.
 */
export function activityNow(settled: Activity, course: Course): Activity {
  return sinceLastReading(course).reduce(later, settled)
}

function later(settled: Activity, stretch: Stretch): Activity {
  const { chargingMs, inactivityMs, bySide, idleAfterChargingMs } = settled
  const addedMs = stretch.to - stretch.from
  const durationMs = settled.durationMs + addedMs
  if (chargingMs === null || inactivityMs === null || bySide === null) return { ...settled, durationMs }
  if (stretch.kind === 'charging') {
    return { ...settled, durationMs, chargingMs: chargingMs + addedMs, chargedUntil: stretch.to, idleAfterChargingMs: 0 }
  }
  const inactive = inactivityMs + addedMs
  return {
    ...settled,
    durationMs,
    inactivityMs: inactive,
    inactivityClass: inactivityClassOf(inactive),
    bySide: { ...bySide, [stretch.side]: bySide[stretch.side] + addedMs },
    idleAfterChargingMs: (idleAfterChargingMs ?? 0) + (stretch.side === 'vehicle' ? addedMs : 0),
  }
}

/** Neighbouring pauses of different causes are one interruption; the longest of them names it. */
function interruptionsOf(stretches: readonly Stretch[]): Interruption[] {
  const first = stretches.findIndex(({ kind }) => kind === 'charging')
  const last = stretches.findLastIndex(({ kind }) => kind === 'charging')
  const groups: Extract<Stretch, { kind: 'paused' }>[][] = []
  stretches.slice(first + 1, Math.max(last, 0)).forEach((stretch, index, between) => {
    if (stretch.kind !== 'paused') return
    if (between[index - 1]?.kind === 'paused') groups.at(-1)?.push(stretch)
    else groups.push([stretch])
  })
  return groups
    .map((group) => {
      const longest = group.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a))
      return { from: group[0]?.from ?? longest.from, to: group.at(-1)?.to ?? longest.to, cause: longest.cause }
    })
    .filter(({ from, to }) => to - from >= SHORTEST_INTERRUPTION_MS)
}

const lengthOf = (stretches: readonly Stretch[]) => stretches.reduce((sum, { from, to }) => sum + to - from, 0)

const unknown: Omit<Activity, 'durationMs'> = {
  chargingMs: null,
  inactivityMs: null,
  inactivityClass: null,
  bySide: null,
  idleAfterChargingMs: null,
  chargedUntil: null,
  averagePowerW: null,
  interruptions: [],
}
