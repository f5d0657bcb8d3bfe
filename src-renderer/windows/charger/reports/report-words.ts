import type { Monitor } from '#contract/reports'
import { formatNumber } from '@/format/number'
import { translator } from '@/i18n'

/** `#2` are numbers of parts, `end` is the last one. */
export function missingSentence(missing: readonly string[]): string {
  const numbers = missing.filter((part) => part !== 'end')
  const { t } = translator
  if (numbers.length === 0) return t('reports.missingEnd')
  return t('reports.missingParts', { parts: numbers.join(', ') })
}

const isPeriodic = ({ kind }: Monitor) => kind === 'periodic' || kind === 'by-clock'

/** "above 80 °C", "every 60 s". */
export function monitorSentence(monitor: Monitor, unit: string | undefined): string {
  const { t } = translator
  if (monitor.kind === null) return `${monitor.rawKind} ${withUnit(monitor.value, unit)}`
  return t(`reports.monitors.kind.${monitor.kind}`, { value: isPeriodic(monitor) ? `${formatNumber(monitor.value, 0)} s` : withUnit(monitor.value, unit) })
}

function withUnit(value: number, unit: string | undefined): string {
  const number = formatNumber(value, Number.isInteger(value) ? 0 : 2)
  return unit === undefined ? translator.t('reports.withoutUnit', { value: number }) : `${number} ${unitName(unit)}`
}

/** The standard writes some units in words. */
const unitNames: Record<string, string> = { Celsius: '°C', Fahrenheit: '°F', Percent: '%', K: 'K' }
export const unitName = (unit: string): string => unitNames[unit] ?? unit

/** A value as the station wrote it, with its unit where that is known. */
export const toldValue = (value: string, unit: string | undefined): string => (unit === undefined ? value : `${value} ${unitName(unit)}`)
