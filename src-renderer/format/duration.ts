import { translator } from '../i18n'
import { notAvailable } from './locale'
import { formatNumber } from './number'

/** "3:07:09", for values that tick. Hours go on beyond 24. Negative durations (a wrong clock) count as zero. */
export function formatStopwatch(ms: number | null): string {
  if (ms === null) return notAvailable.value
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** "45 s", "12 min", "3 h 12 min", "2 d 4 h", for reading at a glance. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return notAvailable.value
  const { t } = translator
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return t('format.seconds', { seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return t('format.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('format.hours', { hours, minutes: minutes % 60 })
  return t('format.days', { days: formatNumber(Math.floor(hours / 24)), hours: hours % 24 })
}
