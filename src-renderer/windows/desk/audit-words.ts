import { useI18n } from 'vue-i18n'
import type { AuditRow } from '#contract/desk'
import { formatInstantWithZone } from '@/format/instant'
import { formatEnergy } from '@/format/number'
import { notAvailable } from '@/format/locale'
import { useRepairWords } from './repair-words'

/** What an entry of the audit says, in words. */
export function useAuditWords() {
  const { t, te } = useI18n()
  const { repairName } = useRepairWords()

  function wordOf(field: string, value: unknown): string {
    if (value === null || value === undefined) return notAvailable.value
    if (typeof value === 'number' && field.endsWith('At')) return formatInstantWithZone(value)
    if (typeof value === 'number' && field.endsWith('Wh')) return formatEnergy(value, 3)
    const known = `sessions.${field}.${String(value)}`
    return te(known) ? t(known) : String(value)
  }

  /** Only what changed. */
  function changeLines({ before, after }: AuditRow) {
    return Object.keys(after)
      .filter((field) => before[field] !== after[field])
      .map((field) => ({
        id: field,
        label: te(`desk.field.${field}`) ? t(`desk.field.${field}`) : field,
        before: wordOf(field, before[field]),
        after: wordOf(field, after[field]),
      }))
  }

  const whatOf = ({ action, repair }: AuditRow) =>
    (action === 'repaired' && repair ? repairName(repair) : t(`desk.action.${action}`))

  return { changeLines, whatOf }
}
