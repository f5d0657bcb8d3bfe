import { expect, it } from 'vitest'
import { rawStation } from './raw-station'
import { eventually, first, openStage, plug, type Stage, token } from './story'

const aSite = { site: null, company: null, address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null }

/** A company with a site, an area of it, and a station there. */
async function aDepot(stage: Stage) {
  const { client } = stage
  const company = await client.organisation.saveCompany({ company: null, name: 'Works', note: '' })
  const site = await client.organisation.saveSite({ ...aSite, name: 'Harbour', company: company.company, limitA: 250 })
  const area = await client.organisation.saveArea({ area: null, site: site.site, name: 'Deck 2', limitA: 63 })
  const station = await stage.stationOf('1.6')
  await client.organisation.place({ stations: ['VS-0001'], site: site.site, area: area.area })
  return { company, site, area, station }
}

it('a session shows company, site, area and person as they were when it began', async () => {
  const stage = await openStage()
  const { client } = stage
  const { site, station } = await aDepot(stage)
  const ada = await client.people.save({ person: null, name: 'Ada', note: '', costCentre: 'K7', vehicles: [{ name: 'Van', plate: 'B-AB 1', batteryWh: 60_000 }] })
  await client.tokens.add({ token, status: 'accepted', validFrom: null, validUntil: null, group: null, person: ada.person, note: '', evenIfSimilar: false })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  const there = { companyName: 'Works', siteName: 'Harbour', areaName: 'Deck 2', person: 'Ada', personId: ada.person }
  expect(await stage.live()).toMatchObject([there])

  await client.organisation.saveSite({ ...aSite, site: site.site, name: 'Old harbour' })
  await client.organisation.place({ stations: ['VS-0001'], site: null, area: null })
  expect(await stage.station()).toMatchObject({ site: null, siteName: null, area: null })
  await station.stop(plug, 'local')
  expect(await stage.history()).toMatchObject([there])

  await stage.restart()
  expect(await stage.history()).toMatchObject([there])
  expect(await first(stage.client.organisation.watch())).toMatchObject({
    companies: [{ name: 'Works' }],
    sites: [{ name: 'Old harbour', company: null, stations: 0 }],
    areas: [{ name: 'Deck 2', limitA: 63 }],
  })
})

it('what is still in use is not retired, and a moved station leaves the area of its old site', async () => {
  const stage = await openStage()
  const { client } = stage
  const { company, site, area } = await aDepot(stage)
  const retire = (kind: 'company' | 'site' | 'area', id: number) => client.organisation.setRetired({ branch: { kind, id }, isRetired: true })
  await expect(retire('site', site.site)).rejects.toMatchObject({ code: 'STILL_IN_USE', data: { name: 'Harbour', count: 1 } })
  await expect(retire('company', company.company)).rejects.toMatchObject({ code: 'STILL_IN_USE' })
  await client.stations.edit({ station: 'VS-0001', name: 'Bay 1', site: { newSite: 'Elsewhere' } })
  expect(await stage.station()).toMatchObject({ siteName: 'Elsewhere', area: null })
  await retire('area', area.area)
  await retire('site', site.site)
  await retire('company', company.company)
  const { sites } = await first(client.organisation.watch())
  expect(sites.find(({ name }) => name === 'Harbour')?.retiredAt).toBe(stage.clock.now())
})

it('a retired station is turned away until it is taken back', async () => {
  const stage = await openStage()
  const { station } = await aDepot(stage)
  await stage.client.organisation.setLifeCycle({ stations: ['VS-0001'], lifeCycle: 'retired' })
  await eventually(async () => (await stage.station()).link).toBe('down')
  // It leaves the figures of the depot, and stays where it stood.
  await eventually(async () => (await first(stage.client.overview.watch())).stations.registered).toBe(0)
  expect(await stage.station()).toMatchObject({ lifeCycle: 'retired', siteName: 'Harbour' })
  await station.close()
  await expect(rawStation(stage, { identity: 'VS-0001' })).rejects.toMatchObject({ status: 403 })
  await stage.client.organisation.setLifeCycle({ stations: ['VS-0001'], lifeCycle: 'production' })
  const back = await rawStation(stage, { identity: 'VS-0001' })
  expect(await back.boot()).toMatchObject({ status: 'Accepted' })
})

it.each([
  ['a time zone that does not exist', { timeZone: 'Europe/Atlantis' }],
  ['an offset in place of a zone', { timeZone: '+02:00' }],
  ['an unknown currency', { currency: 'EUX' }],
  ['half a position', { latitude: 52.5 }],
  ['hours that end before they begin', { openingHours: [{ days: [1], from: '22:00', to: '06:00' }] }],
  ['a limit of nothing', { limitA: 0 }],
])('a site with %s is refused, and nothing is stored', async (_, wrong) => {
  const stage = await openStage()
  await expect(stage.client.organisation.saveSite({ ...aSite, name: 'Harbour', ...wrong })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await stage.client.sites.list()).toEqual([])
})

it('two sites do not have one name, nor two areas of a site', async () => {
  const stage = await openStage()
  const { site } = await aDepot(stage)
  await expect(stage.client.organisation.saveSite({ ...aSite, name: 'harbour' })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await expect(stage.client.organisation.saveArea({ area: null, site: site.site, name: 'DECK 2', limitA: null })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
})
