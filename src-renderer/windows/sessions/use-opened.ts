import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Which session lies open over the list. It is in the address beside the filter, and going back closes it. */
export function useOpened() {
  const route = useRoute()
  const router = useRouter()
  const opened = computed(() => {
    const text = route.query['session']
    return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
  })
  const without = () => {
    const { session: _, ...query } = route.query
    return { query }
  }
  function open(session: number) {
    void router.push({ query: { ...route.query, session } })
  }
  /** As going back does, where the list without it is what was before. */
  function close() {
    if (opened.value === null) return
    const before: unknown = window.history.state?.back
    if (before === router.resolve(without()).fullPath) router.back()
    else void router.replace(without())
  }
  return { opened, open, close }
}
