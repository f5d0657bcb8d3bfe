import type { PriceLine } from '#contract/price'
import type { TariffRestrictions } from '#contract/tariff'
import { translator } from '@/i18n'
import { formatDuration } from '@/format/duration'
import { locale } from '@/format/locale'
import { formatUnitPrice } from '@/format/money'
import { formatEnergy, formatNumber, formatPower } from '@/format/number'

/** What a line of a price says, in words. */

/** "12.500 kWh", "1 h 20 min", "3 min". */
export function quantityText({ unit, quantity }: Pick<PriceLine, 'unit' | 'quantity'>): string {
  switch (unit) {
    case 'mWh':
      return formatEnergy(quantity / 1000, 3)
    case 'ms':
      return formatDuration(quantity)
    case 'min':
      return translator.t('format.minutes', { minutes: quantity })
    case 'point':
      return translator.t('price.points', { count: formatNumber(quantity) })
    case 'once':
      return ''
  }
}

/** "€0.49 / kWh" */
export function unitPriceText({ unit, unitPrice }: Pick<PriceLine, 'unit' | 'unitPrice'>, currency: string): string {
  if (unitPrice === null) return ''
  const price = formatUnitPrice(unitPrice, currency)
  return unit === 'once' ? price : translator.t(`price.per.${unit}`, { price })
}

/** Instants in the zone of the site, since times of day in tariffs are its wall clock. */
export function periodText({ from, to }: Pick<PriceLine, 'from' | 'to'>, timeZone: string): string {
  if (from === null || to === null) return translator.t('price.wholeSession')
  const form = new Intl.DateTimeFormat(locale.value, { timeZone, day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const short = new Intl.DateTimeFormat(locale.value, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const isOneDay = form.format(from).slice(0, 5) === form.format(to).slice(0, 5)
  return `${form.format(from)} – ${(isOneDay ? short : form).format(to)}`
}

/** "22:00 to 06:00, Saturday, Sunday"; null: it holds always. */
export function restrictionText(restrictions: TariffRestrictions | null): string | null {
  const { t } = translator
  if (restrictions === null) return null
  const { startTime, endTime, startDate, endDate, minEnergyWh, maxEnergyWh, minDurationS, maxDurationS, minPowerW, maxPowerW, minCurrentA, maxCurrentA, dayOfWeek, reservation } = restrictions
  const range = (from: string | undefined, to: string | undefined) =>
    from !== undefined && to !== undefined ? [t('price.fromTo', { from, to })]
      : from !== undefined ? [t('price.from', { from })]
        : to !== undefined ? [t('price.until', { to })] : []
  const as = <T>(value: T | undefined, format: (value: T) => string) => (value === undefined ? undefined : format(value))
  const parts = [
    ...range(startTime, endTime),
    ...(dayOfWeek ? [dayOfWeek.map((day) => t(`price.day.${day}`)).join(', ')] : []),
    ...range(startDate, endDate),
    ...range(as(minEnergyWh, (wh) => formatEnergy(wh)), as(maxEnergyWh, (wh) => formatEnergy(wh))),
    ...range(as(minDurationS, (s) => formatDuration(s * 1000)), as(maxDurationS, (s) => formatDuration(s * 1000))),
    ...range(as(minPowerW, formatPower), as(maxPowerW, formatPower)),
    ...range(as(minCurrentA, (a) => `${a}\u00a0A`), as(maxCurrentA, (a) => `${a}\u00a0A`)),
    ...(reservation ? [t(`price.reservation.${reservation}`)] : []),
  ]
  return parts.length === 0 ? null : parts.join(' · ')
}
