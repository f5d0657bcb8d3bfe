import { rawStation } from '../raw-station'
import { eventually, HOUR, type Stage } from '../story'
import { aTariff, assigned, energy } from '../pricing/tariffs'

export const february = Date.UTC(2026, 1, 10, 8)
export const ada = '04A2B9C1D27480'
export const bob = '04A2B9C1D27481'
const iso = (at: number) => new Date(at).toISOString()

/** Whom a token belongs to. */
export async function aDriver(stage: Stage, name: string, token: string, also: { company?: number; costCentre?: string; plates?: string[] } = {}) {
  const { client } = stage
  const { company = null, costCentre = '', plates = [] } = also
  const person = await client.people.save({ person: null, name, note: '', company, costCentre, vehicles: plates.map((plate) => ({ name: 'Van', plate, batteryWh: null })) })
  await client.tokens.add({ token, status: 'accepted', validFrom: null, validUntil: null, group: null, person: person.person, note: '', evenIfSimilar: true })
  return person
}

/** A station at a site of Berlin, Ada of the works and Bob of nowhere, 0.50 per kWh and 19 % on it. */
export async function aDepot(stage: Stage) {
  const { client } = stage
  const works = await client.organisation.saveCompany({ company: null, name: 'Works', note: '' })
  const site = await client.organisation.saveSite({
    site: null, company: null, name: 'Harbour', address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null,
  })
  await client.stations.register({ station: 'RAW-1', name: 'Gate', site: { site: site.site } })
  await assigned(stage, aTariff({ taxIncluded: 'no', elements: [energy(0.5, 190_000)] }))
  return {
    works,
    site,
    ada: await aDriver(stage, 'Ada', ada, { company: works.company, costCentre: 'K7', plates: ['B-AB 1'] }),
    bob: await aDriver(stage, 'Bob', bob),
  }
}

/** A whole session, of whatever time, whose price is recorded. */
export async function charged(stage: Stage, { at = february, kwh = 10, idTag = ada, hours = 1 }: { at?: number; kwh?: number; idTag?: string; hours?: number } = {}): Promise<number> {
  const before = (await stage.history()).length
  const station = await rawStation(stage)
  await station.boot()
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 1000, timestamp: iso(at) })
  await station.call('StopTransaction', { transactionId, meterStop: 1000 + kwh * 1000, timestamp: iso(at + hours * HOUR), idTag })
  await eventually(async () => (await stage.history()).filter(({ price }) => price !== null).length).toBe(before + 1)
  return Number(transactionId)
}
