import { useThrottleFn } from '@vueuse/core'
import { computed, reactive, watch } from 'vue'
import { useQuery } from '@/link/use-query'

/** Faster nobody reads a price that changes. */
const AGAIN_MS = 300

/** The price of a session line by line, as it was where a playback is; `at` null: none is. */
export function usePastPrice(of: () => { session: number; at: number | null }) {
  const isPlayed = computed(() => of().at !== null)
  const past = useQuery({
    active: isPlayed,
    load: (client, context) => client.pricing.priceAt({ session: of().session, at: Math.round(of().at ?? 0) }, context),
  })
  let isAsking = false
  /** One question after the other: a new one would end the last before its answer, and a playback asks all the time. */
  async function ask() {
    if (isAsking) return
    isAsking = true
    const { at } = of()
    await past.reload()
    isAsking = false
    if (of().at !== at) void askCalmly()
  }
  const askCalmly = useThrottleFn(ask, AGAIN_MS, true)
  watch(() => of().at, () => void askCalmly())
  return reactive({ value: past.value, isLoading: computed(() => past.state.value === 'loading') })
}
