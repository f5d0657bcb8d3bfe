import { useToast } from '@nuxt/ui/composables'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Settings } from '#contract/read-models'
import { useSettings } from '@/stores/settings'

/** The settings, and a way to change them that says what came of it. */
export function useSettingsChange() {
  const { t } = useI18n()
  const toast = useToast()
  const settings = useSettings()
  /** Without the link a change could not be kept; the values stay readable. */
  const isLocked = computed(() => settings.state !== 'live')

  async function change(changes: Partial<Settings>) {
    const isDone = await settings.change(changes)
    toast.add(isDone
      ? { title: t('settings.saved'), color: 'neutral', icon: 'i-lucide-check' }
      : { title: t('settings.notSaved'), description: settings.changeFault ?? '', color: 'error' })
  }

  return { settings, isLocked, change }
}
