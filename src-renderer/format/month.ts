import { locale } from './locale'

/** "November 2026" */
export function formatMonth(month: string): string {
  return new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-15`))
}

/** "2026-11": the month of the viewer's calendar. */
export function monthOfDate(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

export function shiftMonth(month: string, by: number): string {
  const [year = 2000, number = 1] = month.split('-').map(Number)
  return monthOfDate(new Date(year, number - 1 + by, 1))
}
