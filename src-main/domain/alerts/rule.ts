import type { AlertScope, QuietHours } from '#contract/alerts'

/** Where something is. */
export interface Where {
  station: string | null
  site: number | null
  area: number | null
  company: number | null
}

export function isWithin(scope: AlertScope, where: Where): boolean {
  if (scope === null) return true
  switch (scope.kind) {
    case 'company':
      return where.company === scope.id
    case 'site':
      return where.site === scope.id
    case 'area':
      return where.area === scope.id
    case 'station':
      return where.station?.toLowerCase() === scope.station.toLowerCase()
    default:
      scope satisfies never
      return false
  }
}

const DAY_MINUTES = 1_440
const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes since midnight by the wall clock of a zone. */
export function wallMinutes(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return minutesOf(format.format(at))
}

export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** When the quiet hours that are now end. Null: it is not quiet. */
export function quietUntil(quiet: QuietHours | null, now: number, timeZone: string): number | null {
  if (quiet === null) return null
  const at = wallMinutes(now, timeZone)
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to
  if (!isQuiet) return null
  // A day of 23 or 25 hours shifts it once a year; it is looked at again then.
  const left = (to - at + DAY_MINUTES) % DAY_MINUTES
  return now - (now % 60_000) + left * 60_000
}
