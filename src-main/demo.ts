import { setTimeout as delay } from 'node:timers/promises'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import { demoFleet, demoPeople, startDemo } from './simulator/demo-depot'

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

const seed = 'plugboard'
const longestFarewellMs = 1500

/** The fleet is registered, its stations come alive. The same seed gives the same depot at every start. */
export async function startDemoDepot({ client, url }: DemoOptions): Promise<Demo> {
  await registerFleet(client, demoFleet)
  await registerPeople(client, demoPeople(seed))
  const abort = new AbortController()
  const { done } = startDemo({ url, seed, signal: abort.signal })
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

/** Registers who is missing; who was renamed or removed since is not known here, and their cards are taken. */
async function registerPeople(
  client: Pick<ContractRouterClient<Contract>, 'people' | 'tokens'>,
  people: readonly { name: string; cards: readonly string[] }[],
): Promise<void> {
  const known = new Set((await client.tokens.list()).filter(({ status }) => status !== null).map(({ token }) => token))
  for (const { name, cards } of people) {
    if (cards.some((card) => known.has(card))) continue
    const { person } = await client.people.save({ person: null, name, note: '' })
    for (const token of cards) {
      await client.tokens.add({
        token, person, status: 'accepted', validFrom: null, validUntil: null, group: null, note: '', evenIfSimilar: true,
      })
    }
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
