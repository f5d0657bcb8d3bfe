import { onScopeDispose, ref, watchEffect } from 'vue'

const detail = ref<string | null>(null)

/** What stands before the window's name in the title of the tab: `usePageTitle(() => station.name)`. */
export function usePageTitle(name?: () => string | null | undefined) {
  if (name) {
    watchEffect(() => {
      detail.value = name() ?? null
    })
    onScopeDispose(() => {
      detail.value = null
    })
  }
  return { detail }
}
