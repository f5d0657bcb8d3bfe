import { setTimeout as delay } from 'node:timers/promises'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import type { Tariff } from '#contract/tariff'
import { demoFleet, demoPeople, demoPlaces, startDemo } from './simulator/demo-depot'

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
  await placeSites(client, demoPlaces)
  await registerPeople(client, demoPeople(seed))
  await registerTariff(client)
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

/** Puts the sites of the demo on the map, once: where somebody moved one, it stays. */
async function placeSites(client: Pick<ContractRouterClient<Contract>, 'organisation' | 'sites'>, places: typeof demoPlaces): Promise<void> {
  for (const { retiredAt: _retired, stations: _stations, ...site } of await client.sites.list()) {
    const place = places[site.name]
    if (place && site.latitude === null) await client.organisation.saveSite({ ...site, ...place })
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

const eur = (amount: number) => Math.round(amount * 100_000)
const taxed = { taxRatePpm: 190_000, stepSize: 1 }
const demoTariff: Tariff = {
  id: 'demo-depot', name: 'Depot, day and night', currency: 'EUR', taxIncluded: 'yes', billsAllConnectedTime: false, validFrom: null, validUntil: null,
  elements: [
    { priceComponents: [{ dimension: 'energy', price: eur(0.29), ...taxed }], restrictions: { startTime: '22:00', endTime: '06:00' } },
    { priceComponents: [{ dimension: 'energy', price: eur(0.45), ...taxed }], restrictions: null },
  ],
  minPrice: null,
  maxPrice: null,
  idleFee: { pricePerMinute: eur(0.1), taxRatePpm: 190_000, graceMinutes: 10, cap: eur(12), hours: { startTime: '06:00', endTime: '22:00' } },
}

/** So that sessions show a price; once there are tariffs they are left as they are. */
async function registerTariff({ pricing }: Pick<ContractRouterClient<Contract>, 'pricing'>): Promise<void> {
  const feed = await pricing.watch()
  const first = await feed.next()
  await feed.return()
  if (first.done || first.value.tariffs.length > 0) return
  await pricing.saveTariff({ version: null, tariff: demoTariff })
  await pricing.saveAssignment({ assignment: null, entityType: 'default', entityId: null, tariffId: demoTariff.id, validFrom: null, validUntil: null })
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
