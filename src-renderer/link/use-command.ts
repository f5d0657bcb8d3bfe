import { computed, ref, shallowRef } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { faultSentence, NoLink } from '../format/fault'
import { useLink } from './link'
import type { Client, Link } from './link'

export interface Command<A extends unknown[], R> {
  /** Null when it failed; `fault` then says why. Never rejects. */
  run(...args: A): Promise<{ value: R } | null>
  busy: Readonly<Ref<boolean>>
  /** A sentence in the user's language, null while nothing went wrong. */
  fault: ComputedRef<string | null>
  clear(): void
}

/** `const accept = useCommand((client, input: AcceptInput) => client.stations.accept(input))` */
export function useCommand<A extends unknown[], R>(
  ask: (client: Client, ...args: A) => Promise<R>,
  link: Link = useLink(),
): Command<A, R> {
  const pending = ref(0)
  const error = shallowRef<unknown>(null)

  async function run(...args: A): Promise<{ value: R } | null> {
    pending.value++
    error.value = null
    const client = link.client.value
    try {
      if (!client) throw new NoLink()
      return { value: await ask(client, ...args) }
    } catch (cause) {
      error.value = client && link.client.value !== client ? new NoLink() : cause
      return null
    } finally {
      pending.value--
    }
  }

  return {
    run,
    busy: computed(() => pending.value > 0),
    fault: computed(() => (error.value === null ? null : faultSentence(error.value))),
    clear: () => {
      error.value = null
    },
  }
}
