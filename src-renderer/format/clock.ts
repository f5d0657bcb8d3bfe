import { onScopeDispose, readonly, ref } from 'vue'
import type { Ref } from 'vue'

const now = ref(Date.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time, once a second, from one clock for the whole page so that all ages change together. */
export function useNow(): Readonly<Ref<number>> {
  users++
  if (users === 1) {
    now.value = Date.now()
    timer = setInterval(() => {
      now.value = Date.now()
    }, 1000)
  }
  onScopeDispose(() => {
    users--
    if (users === 0) clearInterval(timer)
  })
  return readonly(now)
}
