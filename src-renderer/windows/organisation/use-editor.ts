import { computed, type Ref, ref, watch } from 'vue'

/**
 * The fields of an editor: what is stored comes in as long as nothing was typed, and problems are shown once saving
 * was asked for.
 */
export function useEditor<F extends object>(stored: () => F, isDirtyOut: Ref<boolean>) {
  const fields = ref(stored()) as Ref<F>
  const start = ref(JSON.stringify(fields.value))
  const isAsked = ref(false)
  const isDirty = computed(() => JSON.stringify(fields.value) !== start.value)
  function reset() {
    fields.value = stored()
    start.value = JSON.stringify(fields.value)
    isAsked.value = false
  }
  /** What is in the fields is what is stored, until the feed says it in the core's spelling. */
  function saved() {
    start.value = JSON.stringify(fields.value)
    isAsked.value = false
  }
  watch(() => JSON.stringify(stored()), () => {
    if (!isDirty.value) reset()
  })
  watch(isDirty, (value) => {
    isDirtyOut.value = value
  }, { immediate: true })
  return { fields, isAsked, isDirty, reset, saved }
}

export const isNameTaken = (name: string, others: readonly { name: string }[]) =>
  others.some((other) => other.name.toLowerCase() === name.trim().toLowerCase())
