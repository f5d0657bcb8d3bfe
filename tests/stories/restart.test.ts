import { expect, it } from 'vitest'
import { rawStation } from './raw-station'
import { eventually, openStage, plug, rowsOf } from './story'

it('a command that waits for its answer is lost with the console, and does not wait for ever', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const asked = stage.ask({ kind: 'unlock', place: plug })
  await eventually(() => station.received.length).toBe(1)
  await stage.restart()
  expect(await asked).toMatchObject({ outcome: 'connection-lost' })
  expect(await rowsOf(stage.client.stations.watchCommands({ station: 'RAW-1' }))).toMatchObject([
    { request: { kind: 'unlock' }, outcome: 'connection-lost', answer: null },
  ])
})

it('stations, sites, settings, tokens, passwords and findings are there after a restart', async () => {
  const stage = await openStage()
  await stage.client.stations.register({ station: 'RAW-1', name: 'Gate 1', site: { newSite: 'Harbour' } })
  await stage.client.stations.setPassword({ station: 'RAW-1', password: 'correct horse' })
  await stage.client.settings.set({ heartbeatIntervalS: 120, unknownTokens: 'refuse' })
  const client = { headers: { authorization: `Basic ${btoa('RAW-1:correct horse')}` } }
  const station = await rawStation(stage, { client })
  await station.boot()
  await station.call('Authorize', { idTag: '04:a2', extra: true })
  await stage.client.tokens.setStatus({ token: '04A2', status: 'accepted' })
  const before = { ...(await stage.detail()), sites: await stage.client.sites.list() }
  await stage.restart()

  expect(await stage.client.settings.get()).toMatchObject({ heartbeatIntervalS: 120, unknownTokens: 'refuse' })
  expect({ ...(await stage.detail()), sites: await stage.client.sites.list() }).toMatchObject({
    findings: before.findings,
    sites: before.sites,
    lastBootAt: before.lastBootAt,
    hasPassword: true,
    row: { name: 'Gate 1', siteName: 'Harbour', vendor: 'Rawline', link: 'down', protocol: 'OCPP 1.6J' },
  })
  await expect(rawStation(stage)).rejects.toMatchObject({ status: 401 })
  const again = await rawStation(stage, { client })
  expect(await again.boot()).toMatchObject({ interval: 120 })
  expect(await again.call('Authorize', { idTag: '04A2' })).toEqual({ idTagInfo: { status: 'Accepted' } })
})

it('200 stations that come at once are all answered', async () => {
  const stage = await openStage({ firstContact: 'accept' })
  const stations = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      rawStation(stage, {
        identity: `B-${index}`,
        isRegistered: false,
        version: (['1.6', '2.0.1', '2.1'] as const)[index % 3]!,
      }),
    ),
  )
  const answers = await Promise.all(stations.map((station) => station.boot()))
  expect(answers.every(({ status }) => status === 'Accepted')).toBe(true)
  expect(await stage.overview()).toMatchObject({ stations: { registered: 200, linked: 200, online: 200 } })
  expect(stations.flatMap(({ received }) => received)).toEqual([])
})
