/**
 * Local time of a site, out of the zone data of the runtime. Days have 23 or 25 hours where the clock changes; 02:30 may
 * come twice or not at all. Everything here is by instants, so that both need no special case above.
 */
const SECOND = 1000
const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A part of time with one offset from UTC. */
export interface Stretch {
  from: number
  to: number
  offsetMs: number
}

/** Days since 1970-01-01 in local time, and milliseconds since local midnight by the wall clock. */
export interface LocalInstant {
  day: number
  msOfDay: number
}

/** Offset through one UTC day, with the change in it if there is one. */
interface DayOffsets {
  before: number
  changeAt: number | null
  after: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, DayOffsets>>()
/** Days remembered for each zone: more than a decade of sessions; looking one up costs microseconds. */
const mostDays = 5000

/** Throws a RangeError for a zone that does not exist: names are checked where they are typed. */
function lookUp(timeZone: string, at: number): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name)
  if (!match) return 0
  const [, sign, hours, minutes, seconds = '0'] = match
  const size = Number(hours) * HOUR + Number(minutes) * 60 * SECOND + Number(seconds) * SECOND
  return sign === '-' ? -size : size
}

function offsetsOfDay(timeZone: string, day: number): DayOffsets {
  let days = offsets.get(timeZone)
  if (!days) offsets.set(timeZone, (days = new Map()))
  const known = days.get(day)
  if (known) return known
  const [before, after] = [lookUp(timeZone, day * DAY), lookUp(timeZone, (day + 1) * DAY)]
  const fresh = { before, after, changeAt: before === after ? null : changeBetween(timeZone, day * DAY, (day + 1) * DAY) }
  if (days.size >= mostDays) days.clear()
  days.set(day, fresh)
  return fresh
}

/** The first second with the offset of the end. Clocks change on whole seconds, at most once a day. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const before = lookUp(timeZone, from)
  let [low, high] = [from / SECOND, to / SECOND]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (lookUp(timeZone, middle * SECOND) === before) low = middle
    else high = middle
  }
  return high * SECOND
}

/** Local minus UTC, milliseconds. */
export function offsetAt(timeZone: string, at: number): number {
  const { before, changeAt, after } = offsetsOfDay(timeZone, Math.floor(at / DAY))
  return changeAt === null || at < changeAt ? before : after
}

export function localAt(timeZone: string, at: number): LocalInstant {
  const wall = at + offsetAt(timeZone, at)
  const day = Math.floor(wall / DAY)
  return { day, msOfDay: wall - day * DAY }
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The calendar month of a local day, e.g. "2026-11". */
export const monthOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 7)

/** The local day of a calendar date "2026-11-20". */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY

/** "13:30" in milliseconds since midnight. */
export const msOfDayOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60 * SECOND

/** The stretches between two instants, in order. */
export function stretches(timeZone: string, from: number, to: number): Stretch[] {
  const found: Stretch[] = [{ from, to, offsetMs: offsetAt(timeZone, from) }]
  for (let day = Math.floor(from / DAY); day * DAY < to; day += 1) {
    const { changeAt, after } = offsetsOfDay(timeZone, day)
    const last = found[found.length - 1]
    if (changeAt === null || changeAt <= from || changeAt >= to || !last) continue
    last.to = changeAt
    found.push({ from: changeAt, to, offsetMs: after })
  }
  return found
}

/**
 * All instants strictly between two others at which the wall clock shows one of the times of day, and those at which it
 * jumps: whatever depends on local time can change there and nowhere else.
 */
export function wallClockCuts(timeZone: string, span: { from: number; to: number }, msOfDays: readonly number[]): number[] {
  const cuts: number[] = []
  for (const { from, to, offsetMs } of stretches(timeZone, span.from, span.to)) {
    if (from > span.from) cuts.push(from)
    for (let day = Math.floor((from + offsetMs) / DAY); day * DAY - offsetMs < to; day += 1) {
      for (const msOfDay of msOfDays) {
        const at = day * DAY + msOfDay - offsetMs
        if (at > from && at < to) cuts.push(at)
      }
    }
  }
  return cuts
}

/** The instant at which a local day begins. Where midnight does not exist, the first instant after it. */
export function startOfDay(timeZone: string, day: number): number {
  const [span] = [stretches(timeZone, day * DAY - DAY, day * DAY + DAY)]
  for (const { from, to, offsetMs } of span) {
    const at = Math.max(from, day * DAY - offsetMs)
    if (at < to) return at
  }
  return day * DAY - offsetAt(timeZone, day * DAY)
}
