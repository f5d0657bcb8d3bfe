import type { PriceRule } from '#contract/pricing'
import { formatDuration } from '@/format/duration'
import { formatMoney, formatRate } from '@/format/money'
import { formatEnergy, formatNumber } from '@/format/number'
import { translator } from '@/i18n'

/** What a rule does, in a sentence. */
export function ruleSentence(of: PriceRule): string {
  const { t } = translator
  switch (of.kind) {
    case 'price-group':
      return of.rule.changes
        .map(({ dimensions, changePpm }) => `${changePpm > 0 ? '+' : ''}${formatRate(changePpm)} ${dimensionsText(dimensions)}`)
        .join(', ')
    case 'discount': {
      const { rule } = of
      const what = rule.kind === 'percentage' ? `-${formatRate(rule.sharePpm)} ${dimensionsText(rule.dimensions)}` : `-${formatMoney(rule.amount, rule.currency)}`
      const days = rule.daysOfWeek === null ? '' : ` · ${rule.daysOfWeek.map((day) => t(`price.day.${day}`)).join(', ')}`
      const quota = rule.quota === null ? '' : ` · ${t(`tariffs.quota.${rule.quota.per}`, { count: formatNumber(rule.quota.sessions) })}`
      return what + days + quota
    }
    case 'allowance': {
      const { dimension, quantityPerMonth } = of.rule
      const quantity = dimension === 'energy' ? formatEnergy(quantityPerMonth / 1000) : formatDuration(quantityPerMonth)
      return t('tariffs.perMonth', { quantity, dimension: t(`price.dimension.${dimension}`) })
    }
    case 'voucher':
      return t('tariffs.worth', { amount: formatMoney(of.rule.value, of.rule.currency) })
    case 'loyalty':
      return t(of.redeems ? 'tariffs.pointsPay' : 'tariffs.pointsOnly', {
        points: formatNumber(of.rule.milliPointsPerKwh / 1000, of.rule.milliPointsPerKwh % 1000 === 0 ? 0 : 3),
        value: formatMoney(of.rule.pointValue, of.rule.currency),
      })
  }
}

const dimensionsText = (dimensions: readonly string[] | null): string =>
  dimensions === null ? translator.t('tariffs.onAll') : translator.t('tariffs.on', { what: dimensions.map((one) => translator.t(`price.dimension.${one}`)).join(', ') })
