import type { Mark } from '#contract/vocabulary'

const MINUTE = 60_000
const QUARTER_HOUR = 15 * MINUTE
/** Station times before this are factory clocks (quirk B07). */
export const EARLIEST_STATION_TIME = Date.UTC(2015, 0, 1)
export const FUTURE_TOLERANCE_MS = 24 * 60 * MINUTE
/** How far a wall-clock difference may be from a whole quarter hour and still be a time zone (quirk B09). */
const ZONE_TOLERANCE_MS = 2 * MINUTE
const LARGEST_ZONE_MS = 14 * 60 * MINUTE

export interface ParsedTime {
  /** Epoch milliseconds; of the wall clock read as UTC where no zone was given. */
  at: number
  /** The wall clock read as UTC. */
  wall: number
  zoned: boolean
}

const ISO =
  /^\s*(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?\s*$/

/** As nearly all stations write it; read without a look at each part, for a long session has tens of thousands. */
const PLAIN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/

/** Reads ISO 8601 leniently: "+03" offsets, nine fraction digits, no seconds, no zone (quirk B10). Null: unreadable. */
export function parseStationTime(text: string): ParsedTime | null {
  if (PLAIN.test(text)) {
    const at = Date.parse(text)
    if (!Number.isNaN(at)) return { at, wall: at, zoned: true }
  }
  const match = ISO.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3))
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), millis)
  if (Number.isNaN(wall) || Number(month) > 12 || Number(day) > 31 || Number(hour) > 24) return null
  if (zone === undefined) return { at: wall, wall, zoned: false }
  return { at: wall - zoneOffsetMs(zone), wall, zoned: true }
}

function zoneOffsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || '0')) * MINUTE
}

export interface ResolvedTime {
  at: number
  mark: Extract<Mark, 'clock-invalid' | 'local-time' | 'repaired'> | null
  /** Set when this message taught the station's offset from UTC, in milliseconds. */
  learnedOffsetMs: number | null
}

/** How a station tells the time, by its compatibility record. */
export interface ClockHabit {
  /** local: whatever zone it names; invalid: not to be believed (quirks B07, B08). */
  kind: 'utc' | 'local' | 'invalid'
  /** Of its local time from UTC; null: not known. */
  offsetMs: number | null
}

/**
 * The instant that a station means. Unreadable, missing or impossible times become the receive time and say so (B07);
 * a time without zone is local when its difference to the receive time is a time zone, or when that was learned (B09).
 */
export function resolveTime(text: string | null, receivedAt: number, habit: ClockHabit): ResolvedTime {
  if (text === null) return { at: receivedAt, mark: 'repaired', learnedOffsetMs: null }
  const parsed = parseStationTime(text)
  if (!parsed || habit.kind === 'invalid') return { at: receivedAt, mark: 'clock-invalid', learnedOffsetMs: null }
  const { at, learnedOffsetMs, local } = unzoned(parsed, receivedAt, habit)
  if (at < EARLIEST_STATION_TIME || at > receivedAt + FUTURE_TOLERANCE_MS) {
    return { at: receivedAt, mark: 'clock-invalid', learnedOffsetMs: null }
  }
  return { at, mark: local ? 'local-time' : null, learnedOffsetMs }
}

function unzoned(parsed: ParsedTime, receivedAt: number, { kind, offsetMs }: ClockHabit) {
  // A person said so: the zone that it names is made up.
  if (kind === 'local' && offsetMs !== null) return { at: parsed.wall - offsetMs, learnedOffsetMs: null, local: true }
  return parsed.zoned ? { at: parsed.at, learnedOffsetMs: null, local: false } : withoutZone(parsed.at, receivedAt, offsetMs)
}

function withoutZone(wall: number, receivedAt: number, knownOffsetMs: number | null) {
  if (knownOffsetMs !== null) return { at: wall - knownOffsetMs, learnedOffsetMs: null, local: true }
  const difference = wall - receivedAt
  const zone = Math.round(difference / QUARTER_HOUR) * QUARTER_HOUR
  const isZone =
    zone !== 0 && Math.abs(zone) <= LARGEST_ZONE_MS && Math.abs(difference - zone) <= ZONE_TOLERANCE_MS
  return isZone
    ? { at: wall - zone, learnedOffsetMs: zone, local: true }
    : { at: wall, learnedOffsetMs: null, local: false }
}
