import { expect, it } from 'vitest'
import { answering, at, rawStation } from '../raw-station'
import { eventually, openStage, plug } from '../story'

const card = '04A2B9C1D27480'
const turned = '8074D2C1B9A204'

it('A01: a reader that tells cards backwards is understood once a person has said so, in sessions and in lists', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await station.call('Authorize', { idTag: card })
  await stage.client.tokens.assign({ token: card, to: { newPerson: 'Ada' } })
  await station.call('Authorize', { idTag: turned })
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'tagByteOrder', value: 'reversed' } })
  await station.call('StartTransaction', { connectorId: 1, idTag: turned, meterStart: 0, timestamp: at(stage) })
  expect(await stage.live()).toMatchObject([{ idToken: card, person: 'Ada' }])

  const sent = answering(station, { GetLocalListVersion: () => ({ listVersion: 0 }), GetConfiguration: () => ({ configurationKey: [] }), SendLocalList: () => ({ status: 'Accepted' }) })
  await stage.client.localLists.sync({ stations: ['RAW-1'], full: true })
  await eventually(() => sent.find(({ action }) => action === 'SendLocalList')?.payload).toMatchObject({ localAuthorizationList: [{ idTag: turned }] })
})

it('A01: what was told from here comes back as it was told', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'tagByteOrder', value: 'reversed' } })
  answering(station, { RemoteStartTransaction: () => ({ status: 'Accepted' }) })
  await stage.ask({ kind: 'start', place: plug, idToken: card })
  await station.call('StartTransaction', { connectorId: 1, idTag: card, meterStart: 0, timestamp: at(stage) })
  expect(await stage.live()).toMatchObject([{ idToken: card }])
})
