import { refDebounced } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface AddressFilter<K extends string> {
  values: ComputedRef<Record<K, string | null>>
  change(part: Partial<Record<K, string | null>>): void
}

/** Choices of a view that live in the address, so that they survive a reload and travel into another window. */
export function useAddressFilter<K extends string>(names: readonly K[]): AddressFilter<K> {
  const route = useRoute()
  const router = useRouter()
  const read = (name: K): string | null => {
    const value = route.query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  // Compared as text, so that other changes of the address do not count as a new filter.
  const key = computed(() => JSON.stringify(Object.fromEntries(names.map((name) => [name, read(name)]))))
  const values = computed(() => JSON.parse(key.value) as Record<K, string | null>) // written one line above

  function change(part: Partial<Record<K, string | null>>) {
    const query = { ...route.query }
    for (const name of names) {
      const value = name in part ? part[name] : values.value[name]
      if (value) query[name] = value
      else delete query[name]
    }
    void router.replace({ query })
  }
  return { values, change }
}

/** Text under the user's fingers: it settles before `change` hears of it, and follows a change from elsewhere. */
export function useTypedText(settled: () => string | null, change: (text: string | null) => void): Ref<string> {
  const typed = ref(settled() ?? '')
  watch(settled, (value) => {
    if (typed.value.trim() !== (value ?? '')) typed.value = value ?? ''
  })
  watch(refDebounced(typed, 300), (value) => {
    const wanted = value.trim() || null
    if (wanted !== settled()) change(wanted)
  })
  return typed
}
