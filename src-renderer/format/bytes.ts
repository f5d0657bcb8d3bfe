import { formatNumber } from './number'

const units = ['B', 'KB', 'MB', 'GB'] as const

/** "1.4 MB", in steps of a thousand as file managers of today count. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000
    step++
  }
  return `${formatNumber(value, step > 0 && value < 99.95 ? 1 : 0)} ${units[step]}`
}
