import { onScopeDispose, shallowRef } from 'vue'
import { faultSentence } from '../format/fault'
import { type Client, useLink } from './link'

/** A file that comes in pieces, with its progress and a way to stop; one at a time. `begin` is the progress before the first piece. */
export function useDownload<Progress>(begin: Progress) {
  const link = useLink()
  /** Null: nothing runs. */
  const progress = shallowRef<Progress | null>(null)
  const fault = shallowRef<string | null>(null)
  let running: AbortController | null = null
  const cancel = () => running?.abort()
  onScopeDispose(cancel)

  async function run(fetch: (client: Client, watch: { signal: AbortSignal; onProgress: (now: Progress) => void }) => Promise<void>): Promise<void> {
    const client = link.client.value
    if (!client || running) return
    const { signal } = (running = new AbortController())
    fault.value = null
    progress.value = begin
    const onProgress = (now: Progress) => {
      progress.value = now
    }
    try {
      await fetch(client, { signal, onProgress })
    } catch (error) {
      if (!signal.aborted) fault.value = faultSentence(error)
    } finally {
      running = null
      progress.value = null
    }
  }

  return { progress, fault, run, cancel }
}
