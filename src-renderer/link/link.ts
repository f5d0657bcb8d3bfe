import { createORPCClient } from '@orpc/client'
import type { ClientLink, ClientContext } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { inject, ref, shallowRef } from 'vue'
import type { InjectionKey, Ref, ShallowRef } from 'vue'
import type { Contract } from '#contract/api'

export type Client = ContractRouterClient<Contract>
export type LinkState = 'connecting' | 'up' | 'down' | 'denied'

/** One open way to the core. `closed` settles when it is lost, for whatever reason, and never rejects. */
export interface Connection {
  link: ClientLink<ClientContext>
  closed: Promise<void>
  close(): void
}

/** Opens one connection, or throws: `LinkDenied` when trying again cannot help, anything else when it can. */
export type Transport = (signal: AbortSignal) => Promise<Connection>

/** The core does not let this page in: the address was used before or has expired. */
export class LinkDenied extends Error {}

/** The way from this page to the core, opened again after every loss. `client` is null while there is none. */
export interface Link {
  client: Readonly<ShallowRef<Client | null>>
  state: Readonly<Ref<LinkState>>
  /** Try now instead of at the end of the current pause; also leaves `denied`. */
  retry(): void
  close(): void
}

interface LinkOptions {
  transport: Transport
  /** Pause before attempt n (from 0) after a loss. */
  pauseMs?: (attempt: number) => number
}

const defaultPauseMs = (attempt: number) => Math.min(250 * 2 ** attempt, 5_000)

export function createLink({ transport, pauseMs = defaultPauseMs }: LinkOptions): Link {
  const client = shallowRef<Client | null>(null)
  const state = ref<LinkState>('connecting')
  const ended = new AbortController()
  let wake: () => void = () => {}
  let current: Connection | null = null

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = ms === Infinity ? undefined : setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function keepOpen() {
    let attempt = 0
    while (!ended.signal.aborted) {
      let denied = false
      try {
        current = await transport(ended.signal)
        if (ended.signal.aborted) return current.close()
        attempt = 0
        client.value = createORPCClient(current.link)
        state.value = 'up'
        await current.closed
      } catch (error) {
        denied = error instanceof LinkDenied
      }
      current = null
      client.value = null
      if (ended.signal.aborted) return
      state.value = denied ? 'denied' : 'down'
      await pause(denied ? Infinity : pauseMs(attempt++))
    }
  }

  void keepOpen()
  return {
    client,
    state,
    retry: () => wake(),
    close() {
      ended.abort()
      current?.close()
      wake()
      client.value = null
      state.value = 'down'
    },
  }
}

export const linkKey: InjectionKey<Link> = Symbol('link')

/** The link of this page. Works in components and in stores. */
export function useLink(): Link {
  const link = inject(linkKey)
  if (!link) throw new Error('No link was provided to the app')
  return link
}
