import { useI18n } from 'vue-i18n'
import type { Repair, RepairedValues } from '#contract/desk'
import { formatInstantWithZone } from '@/format/instant'
import { formatEnergy } from '@/format/number'
import { notAvailable } from '@/format/locale'

/** Repairs and what they change, in words. */
export function useRepairWords() {
  const { t } = useI18n()

  const repairName = (repair: Repair) => t(`desk.repair.${repair.kind}`, repair.kind === 'merge' ? { session: repair.into } : {})

  /** The values that a repair may change, in the order in which a person reads them. */
  const valueLines = (values: RepairedValues) => [
    { id: 'state', label: t('desk.values.state'), text: t(`sessions.state.${values.state}`) },
    { id: 'end', label: t('desk.values.end'), text: values.endedAt === null ? notAvailable.value : formatInstantWithZone(values.endedAt) },
    { id: 'meterStop', label: t('desk.values.meterStop'), text: values.meterStopWh === null ? notAvailable.value : formatEnergy(values.meterStopWh, 3) },
    { id: 'energy', label: t('desk.values.energy'), text: formatEnergy(values.energyWh, 3) },
    { id: 'reason', label: t('desk.values.reason'), text: values.reason === null ? notAvailable.value : t(`sessions.reason.${values.reason}`) },
  ]
  return { repairName, valueLines }
}
