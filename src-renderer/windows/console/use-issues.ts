import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { JsonObject } from '#contract/read-models'
import type { PayloadIssue } from '#contract/vocabulary'
import { useLink } from '@/link/link'

const settleMs = 150

/**
 * What is wrong with a payload, asked of the core while it is typed: compiling a schema needs `eval`, which no page of
 * ours may use. How much is missing is told at any time, where it is missing only after the user wanted to send.
 */
export function useIssues(options: {
  station: string
  action: Readonly<Ref<string | null>>
  payload: Readonly<Ref<JsonObject>>
  isTouched: Readonly<Ref<boolean>>
}) {
  const link = useLink()
  const issues = shallowRef<readonly PayloadIssue[]>([])
  /** The newest payload was judged. */
  const isSettled = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function check() {
    const client = link.client.value
    const action = options.action.value
    if (!client || action === null) return
    const { signal } = (running = new AbortController())
    try {
      const found = await client.stations.checkPayload({ station: options.station, action, payload: options.payload.value }, { signal })
      if (signal.aborted) return
      issues.value = found
      isSettled.value = true
    } catch {
      // No answer is no judgement: sending asks the core once more, and tells what is wrong then.
      if (!signal.aborted) issues.value = []
    }
  }

  watch([options.action, options.payload, link.client], ([action], [previous]) => {
    running?.abort()
    isSettled.value = false
    if (action !== previous) issues.value = []
    clearTimeout(timer)
    timer = setTimeout(() => void check(), settleMs)
  }, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  const shown = computed(() => issues.value.filter(({ code }) => options.isTouched.value || code !== 'required'))
  return {
    isSettled,
    count: computed(() => issues.value.length),
    shown,
    /** By the place that they are about. */
    byPath: computed(() => {
      const found = new Map<string, PayloadIssue[]>()
      for (const issue of shown.value) found.set(issue.path, [...(found.get(issue.path) ?? []), issue])
      return found
    }),
  }
}
