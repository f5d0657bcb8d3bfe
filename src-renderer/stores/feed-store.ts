import { computed, onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** How long a mirror stays open after its last user: going from one window to the next keeps it. */
const lingerMs = 30_000

export interface Retained {
  active: Readonly<Ref<boolean>>
  /** Keeps the store's feed open until the caller's scope ends. */
  retain(): void
}

/** Lets several components share one subscription: it is active while at least one of them lives. */
export function retained(): Retained {
  const users = ref(0)
  return {
    active: computed(() => users.value > 0),
    retain() {
      users.value++
      onScopeDispose(() => setTimeout(() => users.value--, lingerMs))
    },
  }
}
