import { ref, shallowRef } from 'vue'
import type { JsonObject } from '#contract/read-models'
import { isObject } from './field'

/** Two ways to write the same payload: a form, and JSON text. What is typed in one shows in the other. */
export function usePayload() {
  const payload = shallowRef<JsonObject>({})
  const text = ref('{}')
  const isReadable = ref(true)
  /** Was it meant to be whole: typed as JSON, or sent? Before that, what a form lacks yet is no mistake. */
  const isTouched = ref(false)

  function show(value: JsonObject) {
    payload.value = value
    text.value = JSON.stringify(value, null, 2)
    isReadable.value = true
  }

  return {
    payload,
    text,
    isReadable,
    isTouched,
    /** Starts over with a preset, a past command, or an empty form. */
    set(value: JsonObject) {
      isTouched.value = false
      show(value)
    },
    /** From the form. */
    edit: show,
    /** From the text, which stays as it was typed. The form follows as long as it can be read. */
    type(typed: string) {
      isTouched.value = true
      text.value = typed
      const value = readObject(typed)
      isReadable.value = value !== null
      if (value) payload.value = value
    },
  }
}

export function readObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}
