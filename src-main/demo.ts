import { setTimeout as delay } from 'node:timers/promises'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import { demoFleet, startDemo } from './simulator/demo-depot'

export interface FleetMember {
  identity: string
  name: string
  site: string
}

export interface DemoOptions {
  /** The core, reached as a window reaches it. */
  client: ContractRouterClient<Contract>
  /** Where the chargers connect, without an identity. */
  url: string
}

export interface Demo {
  /** Cars leave and sessions end, so that the database holds no session that nobody will ever finish. */
  stop(): Promise<void>
}

const longestFarewellMs = 1500

/** The fleet is registered, its stations come alive. The same seed gives the same depot at every start. */
export async function startDemoDepot({ client, url }: DemoOptions): Promise<Demo> {
  await registerFleet(client, demoFleet)
  const abort = new AbortController()
  const { done } = startDemo({ url, seed: 'plugboard', signal: abort.signal })
  return {
    async stop() {
      abort.abort()
      await Promise.race([done, delay(longestFarewellMs, undefined, { ref: false })])
    },
  }
}

/** Registers who is missing: a second start of the demo finds its stations, as they may have been edited. */
export async function registerFleet(
  client: Pick<ContractRouterClient<Contract>, 'stations' | 'sites'>,
  fleet: readonly FleetMember[],
): Promise<void> {
  const known = await knownStations(client)
  for (const { identity, name, site } of fleet) {
    if (known.has(identity)) continue
    const existing = (await client.sites.list()).find((row) => row.name === site)
    const choice = existing ? { site: existing.site } : { newSite: site }
    await client.stations.register({ station: identity, name, site: choice })
  }
}

async function knownStations(client: Pick<ContractRouterClient<Contract>, 'stations'>): Promise<Set<string>> {
  const subscription = new AbortController()
  try {
    const feed = await client.stations.watch(undefined, { signal: subscription.signal })
    for await (const event of feed) {
      if (event.kind === 'snapshot') return new Set(event.rows.map((row) => row.station))
    }
    return new Set()
  } finally {
    subscription.abort()
  }
}
