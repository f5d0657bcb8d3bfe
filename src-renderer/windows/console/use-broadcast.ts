import { computed, onScopeDispose, shallowRef } from 'vue'
import type { CommandRecord } from '#contract/commands'
import type { StationRequest } from '#contract/vocabulary'
import { faultSentence, NoLink } from '@/format/fault'
import { useLink } from '@/link/link'
import type { Link } from '@/link/link'

/** How one of many chargers took it. */
export interface Delivery {
  state: 'waiting' | 'sending' | 'answered' | 'failed' | 'cancelled'
  record: CommandRecord | null
  /** Why it could not be sent, as a sentence. */
  fault: string | null
}

/** So many chargers are asked at a time: the answers of a large site should not come all at once. */
const atOnce = 8

/** Sends one request to many chargers. What is under way when it is cancelled is waited for; the rest stays unsent. */
export function useBroadcast(link: Link = useLink()) {
  const deliveries = shallowRef<ReadonlyMap<string, Delivery>>(new Map())
  const isRunning = shallowRef(false)
  let isCancelled = false

  const put = (station: string, delivery: Partial<Delivery>) => {
    const before = deliveries.value.get(station) ?? { state: 'waiting', record: null, fault: null }
    deliveries.value = new Map(deliveries.value).set(station, { ...before, ...delivery })
  }

  async function deliver(station: string, request: StationRequest) {
    put(station, { state: 'sending' })
    try {
      const client = link.client.value
      if (!client) throw new NoLink()
      put(station, { state: 'answered', record: await client.stations.command({ station, request }) })
    } catch (error) {
      put(station, { state: 'failed', fault: faultSentence(error) })
    }
  }

  async function start(stations: readonly string[], request: StationRequest) {
    if (isRunning.value) return
    isRunning.value = true
    isCancelled = false
    deliveries.value = new Map(stations.map((station) => [station, { state: 'waiting', record: null, fault: null }]))
    const queue = [...stations]
    const work = async () => {
      for (let station = queue.shift(); station !== undefined; station = queue.shift()) {
        if (isCancelled) put(station, { state: 'cancelled' })
        else await deliver(station, request)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    isRunning.value = false
  }

  const cancel = () => {
    isCancelled = true
  }
  onScopeDispose(cancel)
  return {
    deliveries,
    isRunning,
    start,
    cancel,
    clear: () => {
      deliveries.value = new Map()
    },
    doneCount: computed(() => [...deliveries.value.values()].filter(({ state }) => state !== 'waiting' && state !== 'sending').length),
  }
}
