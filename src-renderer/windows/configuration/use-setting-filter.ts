import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ExplainedSetting } from './setting-words'

const everything = '*'
const others = '-'

/** Which of the settings are shown. */
export function useSettingFilter(rows: Readonly<Ref<readonly ExplainedSetting[]>>, drift: Readonly<Ref<ReadonlySet<string>>>) {
  const { t } = useI18n()
  const text = ref('')
  const group = ref(everything)
  const isWritableOnly = ref(false)
  const isDriftOnly = ref(false)
  const groups = computed(() => {
    const names = [...new Set(rows.value.map((row) => row.group))]
    const named = names.filter((name) => name !== null).sort().map((name) => ({ value: name, label: name }))
    const rest = names.includes(null) ? [{ value: others, label: t('configuration.noGroup') }] : []
    return [{ value: everything, label: t('configuration.allGroups') }, ...named, ...rest]
  })
  const shown = computed(() => {
    const part = text.value.trim().toLowerCase()
    return rows.value.filter((row) => {
      if (group.value !== everything && (row.group ?? others) !== group.value) return false
      if (isWritableOnly.value && row.access === 'read-only') return false
      if (isDriftOnly.value && !drift.value.has(row.name.toLowerCase())) return false
      return part === '' || `${row.name} ${row.value ?? ''} ${row.meaning}`.toLowerCase().includes(part)
    })
  })
  return { text, group, groups, isWritableOnly, isDriftOnly, shown }
}
