import { boundsOf, dayAt } from '../../domain/kpi/calendar'
import { LONGEST_PLUG_MS } from '../../domain/kpi/station-attempts'
import type { Session } from '../../domain/session'
import type { KpiProgress, KpiReader, KpiStation, KpiStore, WaitingDay } from '../kpi-ports'
import { type Clock, type Commit, type Log, StorageFullError } from '../ports'
import type { StationEntry, WorkingSet } from '../working-set'
import type { KpiStations } from './kpi-stations'

/** Days computed with one question to the other thread: it also answers windows, which shall not wait for it. */
const DAYS_AT_ONCE = 8
/** An attempt may still succeed that long after midnight, and a session may still be reported. */
const SETTLE_MS = 6 * 60_000
/** How old today's figures of a fleet may become. */
const TODAY_MS = 15 * 60_000
/** What is missing is computed before a question is answered, up to so many days of stations. */
const MOST_AT_REQUEST = 40
/** Stations that one tick looks at. */
const LOOKED_AT = 100
/** Nothing is computed of days further back: a clock that was wrong must not cost a million days. */
const OLDEST_DAYS = 5 * 366

/**
 * Figures by day and socket, computed apart from the turn of a message: yesterday when it is over, what a late session or
 * a correction touches, today from time to time, and after an update the past, the newest days first.
 */
export interface RollUps {
  /** Something became known of this time of a station. Costs an entry in a map. */
  touch(station: string, from: number, to: number, isRevision?: boolean): void
  /** A session changed. What was told of it only when a day was over revises that day. */
  sessions(changed: readonly Session[]): void
  statuses(changes: Commit['statusChanges']): void
  tick(): void
  /** Computes what is missing of these days, as far as that is little; returns how many days of stations are missing still. */
  ready(entries: readonly StationEntry[], first: number, last: number): Promise<number>
  stop(): void
}

export function createRollUps(parts: {
  clock: Clock
  log: Log
  set: WorkingSet
  stations: KpiStations
  store: KpiStore
  reader: KpiReader
  /** What was told of the past while nothing was computed. */
  since: number | null
  changed: (stations: readonly string[]) => void
}): RollUps {
  const { clock, log, set, stations, store, reader } = parts
  const progress = new Map(store.progress().map((one) => [one.station, one]))
  const waiting = new Map<string, Map<number, /* is it a revision */ boolean>>()
  const todayAt = new Map<string, number>()
  const firstDays = new Map<string, number>()
  let unsaved: WaitingDay[] = []
  let round: StationEntry[] = []
  let isRunning = false
  let isStopped = false
  for (const one of store.waiting()) wait(one)
  if (parts.since !== null) for (const late of store.lateSessions(parts.since)) touch(late.station, late.startedAt, late.endedAt)

  /** False: it was known. */
  function wait({ station, day, isRevision }: WaitingDay): boolean {
    const days = waiting.get(station) ?? new Map<number, boolean>()
    waiting.set(station, days)
    const before = days.get(day)
    days.set(day, isRevision || before === true)
    return before === undefined || (isRevision && !before)
  }

  function take(station: string, days: readonly number[]): WaitingDay[] {
    const known = waiting.get(station)
    return days.flatMap((day) => {
      const isRevision = known?.get(day)
      return known?.delete(day) ? [{ station, day, isRevision: isRevision === true }] : []
    })
  }

  function touch(identity: string, from: number, to: number, isRevision: (day: number, zone: string) => boolean = () => false): void {
    const entry = set.find(identity)
    const known = entry && progress.get(entry.station.station)
    if (!entry || !known) return
    const zone = stations.zoneOf(entry)
    const { station } = entry.station
    if (dayAt(zone, from) < known.firstDay) firstDays.delete(station)
    for (let day = Math.max(dayAt(zone, from), known.firstDay); day <= Math.min(dayAt(zone, to), known.lastDay); day += 1) {
      const one = { station, day, isRevision: isRevision(day, zone) }
      if (wait(one)) unsaved.push(one)
    }
  }

  function touchSession({ station, startedAt, endedAt, heard }: Session): void {
    const now = clock.now()
    touch(station, startedAt, endedAt ?? now, (day, zone) => {
      const { to } = boundsOf(zone, day)
      return heard.first >= to || (endedAt !== null && endedAt <= to && now > to + SETTLE_MS)
    })
  }

  const today = (context: KpiStation) => dayAt(context.timeZone, clock.now())
  const lastOver = (context: KpiStation) => dayAt(context.timeZone, clock.now() - SETTLE_MS) - 1

  /** The first day of which anything is known. */
  function firstDay(context: KpiStation): number {
    const known = firstDays.get(context.station)
    if (known !== undefined) return known
    const session = store.firstSessionAt(context.station)
    const earliest = dayAt(context.timeZone, Math.min(context.productionFrom, session ?? context.productionFrom))
    const day = Math.max(earliest, today(context) - OLDEST_DAYS)
    firstDays.set(context.station, day)
    return day
  }

  /** With another calendar the days are others: all are computed anew. */
  function progressOf(context: KpiStation): KpiProgress {
    const { station, timeZone, openingHours, ratedPowerW, productionFrom } = context
    const calendar = JSON.stringify([timeZone, openingHours, ratedPowerW, productionFrom])
    const known = progress.get(station)
    if (known?.calendar === calendar) return known
    const last = lastOver(context)
    const fresh = { station, firstDay: last + 1, lastDay: last, calendar }
    progress.set(station, fresh)
    return fresh
  }

  /** The next days of a station that are worth computing, the most urgent first. */
  function nextDays(context: KpiStation): number[] {
    const { firstDay: first, lastDay: last } = progressOf(context)
    const again = [...(waiting.get(context.station)?.keys() ?? [])]
    if (again.length > 0) return again.slice(0, DAYS_AT_ONCE)
    const over = lastOver(context)
    if (last < over) return range(last + 1, Math.min(over, last + DAYS_AT_ONCE))
    if ((todayAt.get(context.station) ?? -Infinity) <= clock.now() - TODAY_MS) return range(over + 1, today(context))
    const start = firstDay(context)
    return start < first ? range(Math.max(start, first - DAYS_AT_ONCE), first - 1).reverse() : []
  }

  async function compute(context: KpiStation, days: readonly number[]): Promise<void> {
    const now = clock.now()
    // What changes while it is read waits anew.
    const taken = take(context.station, days)
    const computed = await reader.days({ context, days, now }).catch((error: unknown) => {
      for (const one of taken) wait(one)
      throw error
    })
    if (isStopped) return
    const before = progressOf(context)
    const after = extended(before, computed.filter((one) => one.day <= lastOver(context)).map(({ day }) => day))
    const isRevision = (day: number) => taken.some((one) => one.day === day && one.isRevision)
    store.save(computed.map((one) => ({ ...one, isOpen: one.day > lastOver(context), isRevision: isRevision(one.day) })), [after])
    progress.set(context.station, after)
    if (days.includes(today(context))) todayAt.set(context.station, now)
    parts.changed([context.station])
  }

  /** Those with days that wait, and some more: who has ten thousand is not looked at all over in one turn. */
  function looked(): StationEntry[] {
    if (round.length === 0) round = [...set.entries()]
    const urgent = [...waiting].flatMap(([station, days]) => (days.size > 0 ? (set.find(station) ?? []) : []))
    return [...new Set([...urgent, ...round.splice(0, LOOKED_AT)])]
  }

  async function run(): Promise<void> {
    for (const entry of looked()) {
      if (isStopped) return
      const { admission, lifeCycle } = entry.station
      if (admission !== 'registered' || lifeCycle === 'retired') continue
      const context = stations.context(entry)
      const days = nextDays(context)
      if (days.length > 0) await compute(context, days)
    }
  }

  function missingOf(entries: readonly StationEntry[], first: number, last: number): number {
    return entries.reduce((sum, { station: { station } }) => {
      const from = Math.max(first, firstDays.get(station) ?? first)
      return sum + Math.max(0, Math.min(progress.get(station)?.firstDay ?? last, last) - from)
    }, 0)
  }

  function saveWaiting(): void {
    if (unsaved.length === 0) return
    store.addWaiting(unsaved)
    unsaved = []
  }

  return {
    touch: (station, from, to, isRevision = false) => touch(station, from, to, () => isRevision),
    statuses(changes) {
      for (const { station, change } of changes) {
        const { at, receivedAt, status } = change
        touch(station, at, at, (day, zone) => receivedAt > boundsOf(zone, day).to + SETTLE_MS)
        // Whoever takes the plug out without having charged was plugged in before, maybe yesterday.
        if (status === 'available') touch(station, at - LONGEST_PLUG_MS, at)
      }
    },
    sessions: (changed) => changed.forEach(touchSession),
    tick() {
      if (isRunning || isStopped) return
      isRunning = true
      Promise.resolve()
        .then(saveWaiting)
        .then(run)
        .catch((error: unknown) => {
          // With the next tick it is tried again.
          if (!isStopped && !(error instanceof StorageFullError)) log.warn('figures could not be computed', { error: String(error) })
        })
        .finally(() => {
          isRunning = false
        })
    },
    async ready(entries, first, last) {
      if (entries.length > MOST_AT_REQUEST) return missingOf(entries, first, last)
      const missing = entries.flatMap((entry) => {
        const context = stations.context(entry)
        const { firstDay: from, lastDay: to } = progressOf(context)
        const again = waiting.get(context.station)
        const span = range(Math.max(first, Math.min(firstDay(context), from)), Math.min(last, today(context)))
        const days = span.filter((day) => day < from || day > to || again?.has(day))
        return days.length === 0 ? [] : [{ context, days }]
      })
      const count = missing.reduce((sum, { days }) => sum + days.length, 0)
      if (count > MOST_AT_REQUEST) return missingOf(entries, first, last)
      for (const { context, days } of missing) await compute(context, days)
      return 0
    },
    stop() {
      isStopped = true
    },
  }
}

const range = (first: number, last: number): number[] => Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

/** Days that join those which are computed already; others are computed again when it is their turn. */
function extended(progress: KpiProgress, days: readonly number[]): KpiProgress {
  let { firstDay, lastDay } = progress
  for (const day of [...days].sort((a, b) => a - b)) if (day === lastDay + 1) lastDay = day
  for (const day of [...days].sort((a, b) => b - a)) if (day === firstDay - 1) firstDay = day
  return { ...progress, firstDay, lastDay }
}
