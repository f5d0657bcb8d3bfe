import { translator } from '../i18n'
import { formatDuration } from './duration'
import { locale, notAvailable } from './locale'

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale.value} ${name}`
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(locale.value, options)
  made.set(key, fresh)
  return fresh
}

const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
// 24 hours in every locale: the columns of times stay of one width, and logs are compared with other machines'.
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

/** "20/11/2026, 10:33:26" in the viewer's zone. */
export function formatInstant(at: number | null): string {
  return at === null ? notAvailable.value : formatter('instant', { ...day, ...time }).format(at)
}

/** As `formatInstant`, with the zone named: for titles and details, where a reader may compare with another clock. */
export function formatInstantWithZone(at: number | null): string {
  return at === null ? notAvailable.value : formatter('zone', { ...day, ...time, timeZoneName: 'short' }).format(at)
}

/** "20/11/2026, 10:33:26.123 CET", for the details of a frame. */
export function formatInstantMsWithZone(at: number | null): string {
  if (at === null) return notAvailable.value
  return formatter('ms zone', { ...day, ...time, fractionalSecondDigits: 3, timeZoneName: 'short' }).format(at)
}

/** "10:33:26" */
export function formatTime(at: number | null): string {
  return at === null ? notAvailable.value : formatter('time', time).format(at)
}

/** "10:33", for the axis of a chart. */
export function formatTimeShort(at: number | null): string {
  if (at === null) return notAvailable.value
  return formatter('minute', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** "10:33:26.123", for frames. */
export function formatTimeMs(at: number | null): string {
  return at === null ? notAvailable.value : formatter('ms', { ...time, fractionalSecondDigits: 3 }).format(at)
}

/** "20/11 10:33", without the date when it is today. */
export function formatShort(at: number | null, now: number): string {
  if (at === null) return notAvailable.value
  if (new Date(at).toDateString() === new Date(now).toDateString()) return formatTime(at)
  return formatter('short', { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** "12 s ago"; a moment in the future (another machine's clock) reads as now. */
export function formatAge(at: number | null, now: number): string {
  if (at === null) return notAvailable.value
  const age = now - at
  if (age < 1000) return translator.t('format.justNow')
  return translator.t('format.ago', { duration: formatDuration(age) })
}

/** The viewer's zone, e.g. "Europe/Berlin". */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** "20/11/2026, 10:33" by the clock of a site, for what is billed. */
export function formatInstantIn(at: number, timeZone: string): string {
  return formatter(`minute in ${timeZone}`, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at)
}
