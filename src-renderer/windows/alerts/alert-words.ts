import { useI18n } from 'vue-i18n'
import { sentenceOf, shownFigures } from '#contract/alert-figures'
import { alertKindTraits, type AlertUnit } from '#contract/alert-kinds'
import type { AlertRow, AlertRule, AlertScope } from '#contract/alerts'
import { formatNumber } from '@/format/number'
import { formatPlace } from '@/format/place'
import { activeLanguage } from '@/i18n/language'
import { useOrganisation } from '@/stores/organisation'
import { useStations } from '@/stores/stations'

/** What alerts and rules say. */
export function useAlertWords() {
  const { t } = useI18n()
  const organisation = useOrganisation()
  const stations = useStations()
  const unit = (of: AlertUnit) => (of === 'count' ? '' : t(`alerts.unit.${of}`))
  const amount = (value: number, of: AlertUnit) => `${formatNumber(value, Number.isInteger(value) ? 0 : 1)} ${unit(of)}`.trim()

  return {
    unit,
    amount,
    sentence: (alert: AlertRow) => t(`alert.sentence.${sentenceOf(alert)}`, shownFigures(alert, activeLanguage.value)),
    /** Charger and socket, or site. */
    subject: ({ stationName, siteName, place }: AlertRow) =>
      [stationName, place && t('alert.socket', { place: formatPlace(place) })].filter(Boolean).join(', ') || siteName || 'Plugboard',
    condition({ kind, threshold, lookBack }: Pick<AlertRule, 'kind' | 'threshold' | 'lookBack'>) {
      // "For 0 min" is said by nobody.
      if (threshold === 0 && (kind === 'offline' || kind === 'fault')) return t(`alerts.conditionAtOnce.${kind}`)
      const traits = alertKindTraits[kind]
      return t(`alerts.condition.${kind}`, {
        threshold: amount(threshold, traits.threshold.unit),
        lookBack: lookBack === null || traits.lookBack === null ? '' : amount(lookBack, traits.lookBack.unit),
      })
    },
    scope(scope: AlertScope): string {
      const { companies, sites, areas } = organisation.value ?? {}
      switch (scope?.kind) {
        case undefined:
          return t('alerts.everywhere')
        case 'company':
          return companies?.find(({ company }) => company === scope.id)?.name ?? String(scope.id)
        case 'site':
          return sites?.find(({ site }) => site === scope.id)?.name ?? String(scope.id)
        case 'area':
          return areas?.find(({ area }) => area === scope.id)?.name ?? String(scope.id)
        case 'station':
          return stations.registered.find(({ station }) => station === scope.station)?.name ?? scope.station
      }
    },
  }
}
