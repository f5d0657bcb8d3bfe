import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSettings } from '@/stores/settings'

/** What bills do not say of who writes them, as a sentence. Null: nothing is missing, or it is not known yet. */
export function useMissingIssuer() {
  const { t } = useI18n()
  const settings = useSettings()
  return computed(() => {
    const issuer = settings.value?.issuer
    const missing = issuer ? (['name', 'address', 'taxId'] as const).filter((field) => issuer[field] === '') : []
    return missing.length === 0 ? null : t('bills.missingText', { what: missing.map((field) => t(`bills.missing.${field}`)).join(', ') })
  })
}
