import { endReasons, inactivityClasses, marks } from '#contract/vocabulary'
import { minorDigits } from '#contract/tariff'
import type { HistoryFilter } from '#contract/session-history'

/** What of the history's filter stands in the address, beside charger and text. Lists are divided by blanks. */
export const historyNames = [
  'range', 'from', 'to', 'company', 'site', 'area', 'user', 'connector', 'reason', 'inactivity', 'mark',
  'energyFrom', 'energyTo', 'currency', 'priceFrom', 'priceTo',
] as const
export type HistoryName = (typeof historyNames)[number]
export type HistoryAddress = Record<HistoryName, string | null>

export const historyRanges = ['today', 'yesterday', 'week', 'month', 'lastMonth', 'year'] as const
export type HistoryRange = (typeof historyRanges)[number]

/** What an address says, whoever wrote it: what makes no sense is left out. `now` decides what "today" is. */
export function filterOf(values: HistoryAddress & Record<'station' | 'text', string | null>, now: number): HistoryFilter {
  const range = historyRanges.find((one) => one === values.range)
  const currency = values.currency?.match(/^[A-Z]{3}$/)?.[0]
  return {
    station: values.station?.slice(0, 48) ?? null,
    text: values.text?.slice(0, 100) ?? null,
    ...only({
      ...(range ? instantsOf(range, now) : { from: whole(values.from), to: whole(values.to) }),
      companies: numbers(values.company),
      sites: numbers(values.site),
      areas: numbers(values.area),
      people: numbers(values.user),
      evse: evseOf(values.connector),
      reasons: among(endReasons, values.reason),
      inactivity: among(inactivityClasses, values.inactivity),
      marks: among(marks, values.mark),
      energyFromWh: scaled(values.energyFrom, 1000),
      energyToWh: scaled(values.energyTo, 1000),
      currency,
      // Without a currency a price says nothing.
      ...(currency && {
        priceFrom: scaled(values.priceFrom, 10 ** (minorDigits(currency) + 3)),
        priceTo: scaled(values.priceTo, 10 ** (minorDigits(currency) + 3)),
      }),
    }),
  }
}

/** Whole days of this machine's calendar; the last is the one that `now` is in. */
export function instantsOf(range: HistoryRange, now: number): { from: number; to?: number } {
  const day = new Date(now)
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()]
  const midnight = (...parts: [number, number, number]) => new Date(...parts).getTime()
  switch (range) {
    case 'today': return { from: midnight(year, month, date) }
    case 'yesterday': return { from: midnight(year, month, date - 1), to: midnight(year, month, date) }
    case 'week': return { from: midnight(year, month, date - 6) }
    case 'month': return { from: midnight(year, month, 1) }
    case 'lastMonth': return { from: midnight(year, month - 1, 1), to: midnight(year, month, 1) }
    case 'year': return { from: midnight(year, 0, 1) }
  }
}

/** A number as people type it, with a point or a comma. */
export const typedNumber = (text: string): string | null => /^\d{1,9}(?:\.\d{1,3})?$/.exec(text.trim().replace(',', '.'))?.[0] ?? null

const whole = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined)
const scaled = (text: string | null, factor: number) => {
  const number = text === null ? null : typedNumber(text)
  return number === null ? undefined : Math.round(Number(number) * factor)
}
const evseOf = (text: string | null) => (text !== null && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined)
const words = (text: string | null) => text?.split(' ').filter(Boolean) ?? []
const numbers = (text: string | null) => someOf(words(text).filter((word) => /^[1-9]\d{0,8}$/.test(word)).slice(0, 500).map(Number))
const among = <T extends string>(known: readonly T[], text: string | null) => someOf(known.filter((one) => words(text).includes(one)))
const someOf = <T>(list: T[]) => (list.length === 0 ? undefined : list)

/** Without what is not asked for, so that equal filters are equal as text. */
const only = <T extends object>(parts: T) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<HistoryFilter>
