import { useColorMode } from '@vueuse/core'
import type { Ref } from 'vue'

export const themes = [
  { value: 'auto', icon: 'i-lucide-monitor' },
  { value: 'light', icon: 'i-lucide-sun' },
  { value: 'dark', icon: 'i-lucide-moon' },
] as const
export type Theme = (typeof themes)[number]['value']

/** Dark, light or as the system says; remembered under the key that the component library reads too. */
export function useTheme(): { theme: Ref<Theme>; isDark: () => boolean } {
  const mode = useColorMode({ emitAuto: true })
  return { theme: mode, isDark: () => mode.state.value === 'dark' }
}
