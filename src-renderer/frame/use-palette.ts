import { ref } from 'vue'

const isOpen = ref(false)

/** Whether the command palette of this page is shown. */
export function usePalette() {
  return { isOpen }
}
