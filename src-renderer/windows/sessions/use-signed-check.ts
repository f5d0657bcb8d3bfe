import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { SignedRow } from '#contract/signed'
import { faultSentence } from '@/format/fault'
import { type Client, useLink } from '@/link/link'
import type { FeedState } from '@/link/use-feed'

export interface CheckedRange {
  from: number
  to: number
  station: string | null
}

/** Checks a month page by page, newest first; what is found shows as it comes. A new range begins anew. */
export function useSignedCheck(range: () => CheckedRange) {
  const link = useLink()
  const rows = shallowRef<SignedRow[]>([])
  const state = ref<FeedState>('loading')
  const fault = shallowRef<string | null>(null)
  const isRunning = ref(false)
  let running: AbortController | null = null

  async function pages(client: Client, abort: AbortController): Promise<void> {
    let cursor: string | null = null
    do {
      const page: { rows: SignedRow[]; next: string | null } = await client.signed.check({ ...range(), cursor }, { signal: abort.signal })
      if (abort.signal.aborted) return
      rows.value = [...rows.value, ...page.rows]
      state.value = 'live'
      cursor = page.next
    } while (cursor !== null)
  }

  async function begin() {
    running?.abort()
    const client = link.client.value
    if (!client) return
    const abort = (running = new AbortController())
    rows.value = []
    fault.value = null
    state.value = 'loading'
    isRunning.value = true
    try {
      await pages(client, abort)
    } catch (error) {
      if (abort.signal.aborted || link.client.value !== client) return
      fault.value = faultSentence(error)
      state.value = 'fault'
    } finally {
      if (running === abort) isRunning.value = false
    }
  }
  function stop() {
    running?.abort()
    isRunning.value = false
  }

  watch([link.client, () => JSON.stringify(range())], () => void begin(), { immediate: true })
  watch(link.state, (now) => {
    if (now === 'down' || now === 'denied') state.value = 'no-link'
  }, { immediate: true, flush: 'sync' })
  onScopeDispose(stop)
  return { rows, state, fault, isRunning, begin, stop }
}
