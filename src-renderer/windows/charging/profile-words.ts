import type { ChargingProfile, ChargingRules, EffectCheck, ProfileIssue, RateUnit, ScheduleSegment } from '#contract/charging'
import { formatInstantWithZone, formatTimeShort, formatInstant } from '@/format/instant'
import { formatAxisNumber, formatNumber } from '@/format/number'
import { formatOffset, formatRate, rateSymbol } from '@/format/rate'
import { i18n } from '@/i18n'

/** The charger, or one of its connectors. */
export function targetName(evse: number): string {
  const { t } = i18n.global
  return evse === 0 ? t('charging.wholeCharger') : t('charging.connector', { evse })
}

export function issueSentence({ code, period, expected }: ProfileIssue): string {
  const { t } = i18n.global
  const sentence = t(`charging.issue.${code}`, { expected: expected === null ? '' : formatNumber(expected) })
  return period === null ? sentence : t('charging.inPeriod', { period: period + 1, sentence })
}

/** A profile in a line: "16 A" or "0:00 32 A · 6:00 8 A · 22:00 32 A". */
export function periodsSentence({ periods, unit }: ChargingProfile): string {
  const [first] = periods
  if (first && periods.length === 1) return formatRate(first.limit, unit)
  return periods.map(({ startS, limit }) => `${formatOffset(startS)} ${formatRate(limit, unit)}`).join(' · ')
}

/** What was found when the charger was looked at. */
export function checkSentence({ expected, composite, hasComposite, measured, unit }: EffectCheck): string {
  const { t } = i18n.global
  const none = t('charging.noLimit')
  return [
    t('charging.checkExpected', { rate: expected === null ? none : formatRate(expected, unit) }),
    hasComposite ? t('charging.checkComposite', { rate: composite === null ? none : formatRate(composite, unit) }) : t('charging.checkNoComposite'),
    measured === null ? t('charging.checkNotMeasured') : t('charging.checkMeasured', { rate: formatRate(Math.round(measured * 10) / 10, unit) }),
  ].join(' · ')
}

/** The same limits in another unit, rounded to what a person would type. */
export function unitConverted(profile: ChargingProfile, unit: RateUnit, { phases, voltageV }: ChargingRules): Partial<ChargingProfile> {
  if (unit === profile.unit) return {}
  const rate = (limit: number, own: number | null) => {
    const factor = voltageV * (own ?? phases)
    return unit === 'W' ? Math.round((limit * factor) / 100) * 100 : Math.floor((limit / factor) * 2) / 2
  }
  return {
    unit,
    minRate: profile.minRate === null ? null : rate(profile.minRate, null),
    periods: profile.periods.map((period) => ({ ...period, limit: rate(period.limit, period.phases) })),
  }
}

const DAY_MS = 86_400_000

export function chartFormats(unit: RateUnit) {
  return {
    value: (value: number) => `${formatAxisNumber(Math.round(value * 10) / 10)}\u00a0${rateSymbol(unit)}`,
    axisTime: (at: number, spanMs: number) => (spanMs > DAY_MS ? formatInstant(at) : formatTimeShort(at)),
    axisNumber: formatAxisNumber,
    tooltipTime: formatInstantWithZone,
  }
}

/** As lines of a table, for those who cannot see the chart. */
export function segmentsSentence(segments: readonly ScheduleSegment[], unit: RateUnit): string {
  const { t } = i18n.global
  return segments.map(({ from, limit }) => `${formatInstant(from)} ${limit === null ? t('charging.noLimit') : formatRate(limit, unit)}`).join('; ')
}
