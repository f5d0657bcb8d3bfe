import { DAY, dayOf, localAt, monthOf, startOfDay } from '../tariff/site-time'

const HOUR = 3_600_000

/** The calendar month of an instant at a site. */
export const monthAt = (timeZone: string, at: number): string => monthOf(localAt(timeZone, at).day)

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** When the month ends at a site: the first instant of the next. */
export const endOfMonth = (timeZone: string, month: string): number => startOfDay(timeZone, dayOf(`${nextMonth(month)}-01`))

/** Every instant that is in the month somewhere: zones lie between UTC-12 and UTC+14. */
export const widestSpan = (month: string): { from: number; to: number } => ({
  from: dayOf(`${month}-01`) * DAY - 14 * HOUR,
  to: dayOf(`${nextMonth(month)}-01`) * DAY + 12 * HOUR,
})
